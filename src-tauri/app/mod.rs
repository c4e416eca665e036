//! What is going on in the program: the session in hand, the plan under review, the runs. No Tauri.

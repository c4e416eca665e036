//! What leaves the program as text: the message and request for Vonage.

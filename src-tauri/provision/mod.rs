//! Runs a plan's calls against AWS, journaling each before and after.

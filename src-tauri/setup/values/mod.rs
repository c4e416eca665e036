//! One type per value a person or AWS can give; the only way to get one is its parser.

//! Texts that nobody sends, and somebody may paste.

/// One shape for each part of the reader of Vonage's message, of at most so many bytes.
pub fn shapes(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(bytes / piece.len());
    let many = |piece: fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            let piece = piece(number);
            if text.len() + piece.len() > bytes {
                break;
            }
            text.push_str(&piece);
        }
        text
    };
    vec![
        ("ARNs, all different", many(|number| format!("arn:aws:iam::111122223333:role/r{number}\n"))),
        ("ARNs that are none", many(|number| format!("arn:aws:s3:::b{number} {number} "))),
        ("numbers", many(|number| format!("{:012} ", number + 100_000_000_000))),
        ("the same ARN", fill("arn:aws:iam::111122223333:role/r\n")),
        ("digits", fill("1")),
        ("digits apart", fill("1 ")),
        ("colons", fill(":")),
        ("quotes", fill("\"")),
        ("heads", fill("arn:")),
        ("capital heads", fill("A\nrn:a-")),
        ("letters", fill("a")),
        ("spaces", fill(" ")),
        ("line breaks", fill("\n")),
        ("quoted lines", fill("\n>")),
        ("tags", fill("<a")),
        ("entities", fill("&amp")),
        ("soft breaks", fill("= ")),
        ("nested JSON", fill("[{\"a\":")),
        ("labels", fill("primary ")),
        ("a name over many lines", format!("arn:aws:iam::111122223333:role/{}", "a-\n".repeat(bytes / 3 - 20))),
    ]
}

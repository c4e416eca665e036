//! The port on this computer to which AWS sends the browser back. It hears one answer and is closed.

use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::answer::{AnswerFailure, Question};

/// The path that AWS lets a program of this kind be called back at.
const PATH: &str = "/oauth/callback";
/// How long the person may take to sign in. A code for which somebody must look up the phone takes a while.
pub const TIME_LIMIT: Duration = Duration::from_mins(10);
/// How long a connection may take to say what it wants. Browsers open some that they never use.
const REQUEST_LIMIT: Duration = Duration::from_secs(10);
/// Bytes of a request that are read. AWS's own answer has a few hundred.
const LONGEST_REQUEST: usize = 16 * 1024;
/// Connections that are listened to at once. Nobody but the browser has a reason to open one.
const MOST_CONNECTIONS: usize = 16;

/// A port of the loopback address, which only programs on this computer can reach. Dropping it closes it.
#[derive(Debug)]
pub struct Callback {
    listener: TcpListener,
    port: u16,
}

impl Callback {
    /// Opens a free port.
    ///
    /// # Errors
    /// When the system gives none.
    pub async fn open() -> Result<Self, AnswerFailure> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(AnswerFailure::NoPort)?;
        let port = listener.local_addr().map_err(AnswerFailure::NoPort)?.port();
        Ok(Self { listener, port })
    }

    /// The address to send the browser back to. It names the number and not `localhost`, which could be another address
    /// (<https://www.rfc-editor.org/rfc/rfc8252#section-7.3>).
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the browser to bring the answer, and tells the person there to come back here. The first request for the
    /// address counts, whatever it says; others, such as for an icon, do not.
    ///
    /// # Errors
    /// When it does not come in time, or brings no code for this question.
    pub async fn answer(&self, question: &Question) -> Result<SecretString, AnswerFailure> {
        timeout(TIME_LIMIT, self.first(question)).await.map_err(|_| AnswerFailure::NoAnswer)?
    }

    async fn first(&self, question: &Question) -> Result<SecretString, AnswerFailure> {
        let mut reading = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept(), if reading.len() < MOST_CONNECTIONS => {
                    let (stream, _) = accepted.map_err(AnswerFailure::NoPort)?;
                    reading.spawn(timeout(REQUEST_LIMIT, asked(stream)));
                }
                Some(read) = reading.join_next() => {
                    let Ok(Ok(Some((stream, query)))) = read else { continue };
                    let answer = question.answered(&query);
                    let (status, words) = match &answer {
                        Ok(_) => ("200 OK", "Go back to Export Storage Setup."),
                        Err(_) => ("400 Bad Request", "The sign-in did not work. Export Storage Setup says why."),
                    };
                    say(stream, status, words).await;
                    return answer;
                }
            }
        }
    }
}

/// The query with which a connection asks for the address. `None` when it asks for something else, which is answered here.
async fn asked(mut stream: TcpStream) -> Option<(TcpStream, String)> {
    let mut request = Vec::new();
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        if request.len() > LONGEST_REQUEST || stream.read_buf(&mut request).await.ok()? == 0 {
            return None;
        }
    }
    let request = String::from_utf8(request).ok()?;
    let mut line = request.lines().next()?.split(' ');
    let (method, target) = (line.next()?, line.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    if method == "GET" && path == PATH {
        return Some((stream, query.to_owned()));
    }
    say(stream, "404 Not Found", "There is nothing here.").await;
    None
}

/// Answers with a page that holds nothing but words. Whether the browser still reads them does not matter.
async fn say(mut stream: TcpStream, status: &str, words: &str) {
    let page = format!(
        "<!doctype html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>Export Storage Setup</title>\
         <h1>{words}</h1><p>You can close this page.</p></html>"
    );
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

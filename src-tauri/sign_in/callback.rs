//! The port on this computer to which AWS sends the browser back. It hears the answer to its own question and is closed.

use std::collections::VecDeque;
use std::io::ErrorKind;
use std::time::Duration;

use secrecy::SecretString;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;

use super::answer::{AnswerFailure, Question, TIME_LIMIT};
use crate::language::say;

/// The path that AWS lets a program of this kind be called back at.
const PATH: &str = "/oauth/callback";
/// How long a connection may take to say what it wants. Browsers open some that they never use.
const REQUEST_LIMIT: Duration = Duration::from_secs(10);
/// Bytes of a request that are read. AWS's own answer has a few hundred.
const LONGEST_REQUEST: usize = 16 * 1024;
/// Connections that are listened to at once. Nobody but the browser has a reason to open one; where there are more, the one
/// that has been silent for the longest time makes room, so that nobody can keep the browser out by opening many.
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
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|source| AnswerFailure::NoPort { source })?;
        let port = listener.local_addr().map_err(|source| AnswerFailure::NoPort { source })?.port();
        Ok(Self { listener, port })
    }

    /// The address to send the browser back to. It names the number and not `localhost`, which could be another address
    /// (<https://www.rfc-editor.org/rfc/rfc8252#section-7.3>).
    #[must_use]
    pub fn redirect_uri(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Waits for the browser to bring the answer, and tells the person there to come back here. Only what repeats the
    /// question's own state counts, which nobody can guess; whatever else is asked here is refused, and the waiting goes on.
    ///
    /// # Errors
    /// When it does not come in time, or brings no code for this question.
    pub async fn answer(&self, question: &Question) -> Result<SecretString, AnswerFailure> {
        timeout(TIME_LIMIT, self.first(question)).await.map_err(|_| AnswerFailure::NEVER_CAME)?
    }

    async fn first(&self, question: &Question) -> Result<SecretString, AnswerFailure> {
        let mut reading = JoinSet::new();
        let mut open: VecDeque<AbortHandle> = VecDeque::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept() => {
                    let stream = match accepted {
                        Ok((stream, _)) => stream,
                        // One who hung up again is no reason to stop.
                        Err(error) if error.kind() == ErrorKind::ConnectionAborted => continue,
                        Err(error) => return Err(AnswerFailure::NoPort { source: error }),
                    };
                    open.retain(|connection| !connection.is_finished());
                    if open.len() >= MOST_CONNECTIONS && let Some(oldest) = open.pop_front() {
                        oldest.abort();
                    }
                    open.push_back(reading.spawn(timeout(REQUEST_LIMIT, asked(stream, self.port))));
                }
                Some(read) = reading.join_next() => {
                    let Ok(Ok(Some((stream, query)))) = read else { continue };
                    let Some(answer) = question.answered(&query) else {
                        reading.spawn(timeout(REQUEST_LIMIT, refuse(stream, &OTHER)));
                        continue;
                    };
                    let words = match &answer {
                        Ok(_) => ("200 OK", "callback.done"),
                        Err(_) => ("400 Bad Request", "callback.failed"),
                    };
                    // Whether the browser still reads it does not matter.
                    let _ = timeout(REQUEST_LIMIT, answer_with(stream, words)).await;
                    return answer;
                }
            }
        }
    }
}

/// An HTTP status, and the key of what the person at the browser reads.
type Said = (&'static str, &'static str);

const OTHER: Said = ("400 Bad Request", "callback.other");
const NOTHING: Said = ("404 Not ObservedSetup", "callback.nothing");
const NOT_YOURS: Said = ("403 Forbidden", "callback.notYours");

/// The query with which a browser that AWS sent asks for the address. `None` when somebody else asks, or for something else,
/// which is answered here.
async fn asked(mut stream: TcpStream, port: u16) -> Option<(TcpStream, String)> {
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
    if !is_for(&request, port) || !is_navigation(&request) {
        refuse(stream, &NOT_YOURS).await
    } else if method != "GET" || path != PATH {
        refuse(stream, &NOTHING).await
    } else {
        Some((stream, query.to_owned()))
    }
}

/// The values of a header, which a request may have several times.
fn values<'a>(request: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let head = request.lines().skip(1).take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
    head.filter(move |(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// Whether a request names this port by its number. A page that gave its own name this computer's address names that
/// (DNS rebinding).
fn is_for(request: &str, port: u16) -> bool {
    let mut hosts = values(request, "host");
    hosts.next() == Some(&format!("127.0.0.1:{port}")) && hosts.next().is_none()
}

/// Whether somebody went to the address, as opposed to a page that asked for it in the background or drew it into itself. A
/// browser that says nothing about it may come (<https://www.w3.org/TR/fetch-metadata/>). One that goes somewhere sends no
/// `Origin` along (<https://fetch.spec.whatwg.org/#origin-header>).
fn is_navigation(request: &str) -> bool {
    values(request, "sec-fetch-mode").all(|mode| mode == "navigate")
        && values(request, "sec-fetch-dest").all(|destination| destination == "document")
        && values(request, "origin").next().is_none()
}

async fn refuse(stream: TcpStream, said: &Said) -> Option<(TcpStream, String)> {
    answer_with(stream, *said).await;
    None
}

/// Answers with a page that holds nothing but words. Whether the browser still reads them does not matter.
async fn answer_with(mut stream: TcpStream, (status, key): Said) {
    let [title, words, close] = ["program.name", key, "callback.close"].map(|key| escaped(&say(key, &[])));
    let page = format!(
        "<!doctype html><html lang=\"en-GB\"><meta charset=\"utf-8\"><title>{title}</title><h1>{words}</h1><p>{close}</p></html>"
    );
    let answer = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Content-Security-Policy: default-src 'none'\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{page}",
        page.len()
    );
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// A text as HTML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

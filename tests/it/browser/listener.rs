//! The port that waits for the browser: whoever else comes there changes nothing.

use std::time::Duration;

use export_storage_setup::values::kind_of;
use hyper::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::Stage;
use crate::support::stand_in::{Consent, browse};

/// Where the browser is sent back to, and the state that the answer must repeat.
struct Waiting {
    link: String,
    port: u16,
    secret: String,
}

impl Waiting {
    async fn begin(stage: &Stage) -> Self {
        let link = stage.begin().await.link().to_string();
        let (_, rest) = link.split_once("127.0.0.1%3A").unwrap();
        let port = rest.split('%').next().unwrap().parse().unwrap();
        let (_, rest) = link.split_once("state=").unwrap();
        let secret = rest.split('&').next().unwrap().to_owned();
        Self { link, port, secret }
    }

    /// The status that a request gets, written as it goes over the wire.
    async fn ask(&self, query: &str, headers: &str) -> u16 {
        self.say(&format!("GET /oauth/callback?{query} HTTP/1.1\r\n{headers}\r\n")).await
    }

    async fn say(&self, request: &str) -> u16 {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer.split(' ').nth(1).unwrap_or_else(|| panic!("no answer to {request}")).parse().unwrap()
    }

    fn host(&self) -> String {
        format!("Host: 127.0.0.1:{}\r\n", self.port)
    }

    fn answer(&self) -> String {
        format!("code=forged&state={}", self.secret)
    }
}

#[tokio::test]
async fn an_answer_to_another_question_is_refused_and_the_right_one_still_counts() {
    let stage = Stage::whole().await;
    let waiting = Waiting::begin(&stage).await;
    let browsing = async {
        let (host, secret) = (waiting.host(), &waiting.secret);
        let (twice, long) = (format!("state={secret}&state={secret}&code=x"), format!("state={secret}x&code=x"));
        for query in ["", "code=x", "code=x&state=", "code=x&state=another", "error=access_denied", &twice, &long] {
            assert_eq!(waiting.ask(query, &host).await, 400, "{query}");
        }
        assert_eq!(
            waiting.say(&format!("POST /oauth/callback?{} HTTP/1.1\r\n{host}\r\n", waiting.answer())).await,
            404
        );
        assert_eq!(waiting.say(&format!("GET /other?{} HTTP/1.1\r\n{host}\r\n", waiting.answer())).await, 404);
        browse(&waiting.link).await
    };
    let (entered, (status, _)) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browsing);
    assert_eq!(status, StatusCode::OK);
    entered.unwrap();
    assert_eq!(stage.server.redeemed(), 1);
}

/// What AWS's page itself sends back, although it belongs to another sign-in.
#[tokio::test]
async fn a_browser_that_is_sent_back_with_another_state_does_not_end_the_sign_in() {
    let stage = Stage::whole().await;
    let waiting = Waiting::begin(&stage).await;
    let browsing = async {
        stage.server.change(|mood| mood.consent = Consent::OfAnother);
        let (status, page) = browse(&waiting.link).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(page.contains("not the answer to the sign-in"), "{page}");
        stage.server.change(|mood| mood.consent = Consent::Given);
        browse(&waiting.link).await
    };
    let (entered, (status, _)) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browsing);
    assert_eq!(status, StatusCode::OK);
    entered.unwrap();
}

/// Even with the right state, which nobody else can know.
#[tokio::test]
async fn only_a_browser_that_goes_to_the_address_by_its_number_is_heard() {
    let stage = Stage::sign_in_only().await;
    let waiting = Waiting::begin(&stage).await;
    let port = waiting.port;
    let browsing = async {
        for headers in [
            "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\nSec-Fetch-Site: cross-site\r\n",
            "sec-fetch-mode: cors\r\nsec-fetch-dest: empty\r\n",
            "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
            "Sec-Fetch-Mode: websocket\r\n",
            "Origin: https://evil.example\r\n",
            "Origin: null\r\n",
        ] {
            let headers = format!("{}{headers}", waiting.host());
            assert_eq!(waiting.ask(&waiting.answer(), &headers).await, 403, "{headers}");
        }
        for host in [
            String::new(),
            "Host: evil.example\r\n".to_owned(),
            format!("Host: evil.example:{port}\r\n"),
            format!("Host: localhost:{port}\r\n"),
            "Host: 127.0.0.1\r\n".to_owned(),
            format!("Host: 127.0.0.1:{}\r\n", port ^ 1),
            format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
        ] {
            assert_eq!(waiting.ask(&waiting.answer(), &host).await, 403, "{host}");
        }
        // AWS's page sends the browser here from another site. It says no, which ends the waiting.
        let headers = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        let no = format!("error=access_denied&state={}", waiting.secret);
        assert_eq!(waiting.ask(&no, &format!("{}{headers}", waiting.host())).await, 400);
    };
    let (entered, ()) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browsing);
    assert_eq!(kind_of(&entered.unwrap_err()), "browser-refused");
    assert_eq!(stage.server.redeemed(), 0);
}

#[tokio::test]
async fn many_silent_connections_do_not_keep_the_browser_out() {
    let stage = Stage::whole().await;
    let waiting = Waiting::begin(&stage).await;
    let browsing = async {
        let mut silent = Vec::new();
        for _ in 0..100 {
            silent.push(TcpStream::connect(("127.0.0.1", waiting.port)).await.unwrap());
        }
        let came = timeout(Duration::from_secs(5), browse(&waiting.link)).await;
        came.expect("the browser stands behind those who say nothing")
    };
    let (entered, (status, _)) = tokio::join!(stage.app.sessions.finish_browser_sign_in(), browsing);
    assert_eq!(status, StatusCode::OK);
    entered.unwrap();
}

//! A shop with rooms, and clients that talk to it over real sockets.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use meadow_backend::{
    Config, Shop, clock,
    db::{AccountId, Accounts, Arrival, NewAccount, SignIns},
    router,
};
use meadow_wire::{
    ClientFrame, ClientId, EventBody, Join, PersonCard, PersonKind, Picture, RoomId, Say, ServerFrame,
    SessionToken, Since, Timestamp,
};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

pub use meadow_backend::db::{SessionId, Sessions};

/// The rooms on the stage.
pub const LIVE: &str = "r-live";
pub const REPLAY: &str = "r-replay";
pub const SCHEDULED: &str = "r-scheduled";
/// The only thing on the shelf.
pub const VARIANT: &str = "g-1:one";

/// A running shop with one room of each kind.
pub struct Stage {
    pub shop: Shop,
    pub address: SocketAddr,
    folder: tempfile::TempDir,
}

/// How a stage differs from the usual one.
pub struct Props {
    pub chat_rate: u32,
    pub script: &'static str,
}

impl Default for Props {
    fn default() -> Self {
        Self {
            chat_rate: 0,
            script: "[]",
        }
    }
}

impl Stage {
    pub async fn open() -> Self {
        Self::with(Props::default()).await
    }

    pub async fn with(props: Props) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = meadow_backend::db::Db::open(&folder.path().join("meadow.db"))
            .await
            .expect("a database");
        for statement in town(props.script) {
            sqlx::query(sqlx::AssertSqlSafe(statement))
                .execute(&db.writer)
                .await
                .expect("a row");
        }
        db.close().await;
        Self::raise(folder, props.chat_rate).await
    }

    /// Stops the shop and opens it again on the same files.
    pub async fn reopen(self) -> Self {
        self.shop.close().await;
        Self::raise(self.folder, 0).await
    }

    async fn raise(folder: tempfile::TempDir, chat_rate: u32) -> Self {
        let config = Config {
            data: folder.path().to_owned(),
            no_seed: true,
            no_demo: true,
            chat_rate,
            rate_per_second: 0,
            ..Config::default()
        };
        let shop = Shop::open(config).await.expect("the shop opens");
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = router(shop.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self {
            shop,
            address,
            folder,
        }
    }

    /// Somebody who can speak.
    pub async fn speaker(&self, name: &str) -> Client {
        let token = SessionToken(format!("token of {name}"));
        let person = PersonCard {
            id: name.into(),
            name: name.into(),
            avatar: Picture::default(),
            kind: PersonKind::Buyer,
        };
        let until = Timestamp::from_ms(i64::MAX / 2);
        if self
            .shop
            .db
            .session(&token, Timestamp::from_ms(0))
            .await
            .expect("sessions")
            .is_none()
        {
            self.shop
                .db
                .create_session(&SessionId(name.into()), &token, &person, until)
                .await
                .expect("a session");
        }
        self.client(Some(token)).await
    }

    /// Somebody with an account who can speak.
    pub async fn member(&self, name: &str) -> (Client, AccountId) {
        let token = SessionToken(format!("token of {name}"));
        let new = NewAccount {
            person: PersonCard {
                name: name.into(),
                ..PersonCard::default()
            },
            email: (name.into(), name.into()),
            password: Some(String::new()),
            passkey_user: name.into(),
            passkey: None,
        };
        let arrival = Arrival {
            id: SessionId(name.into()),
            token: token.clone(),
            device: String::new(),
            now: clock::now(),
            before: None,
        };
        let db = &self.shop.db;
        db.sign_up(&new, &arrival).await.expect("an account");
        let account = db.account_of(name).await.expect("accounts").expect("this one");
        (self.client(Some(token)).await, account.id)
    }

    /// Somebody who looks on.
    pub async fn looker(&self) -> Client {
        self.client(None).await
    }

    async fn client(&self, token: Option<SessionToken>) -> Client {
        let mut client = self.silent().await;
        client.send(&ClientFrame::Hello { token }).await;
        let hello = client.next().await;
        assert!(matches!(hello, Some(ServerFrame::Hello { .. })), "{hello:?}");
        client
    }

    /// A socket on which nothing was said.
    pub async fn silent(&self) -> Client {
        let (socket, _) = connect_async(format!("ws://{}/api/v1/live", self.address))
            .await
            .expect("a socket");
        Client { socket }
    }

    pub async fn events_stored(&self, room: &str) -> Vec<meadow_wire::Event> {
        self.shop
            .live
            .log_page(&room.into(), 0, 100_000)
            .await
            .expect("the log")
    }
}

pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Client {
    pub async fn send(&mut self, frame: &ClientFrame) {
        self.raw(Message::text(serde_json::to_string(frame).expect("JSON")))
            .await;
    }

    pub async fn raw(&mut self, message: Message) {
        self.socket.send(message).await.expect("the socket is open");
    }

    pub async fn join(&mut self, room: &str, since: Option<Since>) {
        self.send(&ClientFrame::Join(Join {
            room: room.into(),
            since,
        }))
        .await;
    }

    pub async fn say(&mut self, client_seq: u64, text: &str) {
        self.send(&ClientFrame::Say(say(LIVE, client_seq, text))).await;
    }

    /// The next frame; nothing when the socket is closed.
    pub async fn next(&mut self) -> Option<ServerFrame> {
        loop {
            let message = tokio::time::timeout(Duration::from_secs(20), self.socket.next()).await;
            match message.expect("a frame comes in time")? {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).expect("a server frame")),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }

    /// The first frame that this finds something in.
    pub async fn find<T>(&mut self, mut what: impl FnMut(ServerFrame) -> Option<T>) -> T {
        loop {
            let frame = self.next().await.expect("the socket stays open");
            if let Some(found) = what(frame) {
                return found;
            }
        }
    }

    /// The number of the event that a message became.
    pub async fn ack(&mut self, number: u64) -> u64 {
        self.find(|frame| match frame {
            ServerFrame::Ack { client_seq, seq, .. } if client_seq == number => Some(seq),
            _ => None,
        })
        .await
    }
}

pub fn say(room: &str, client_seq: u64, text: &str) -> Say {
    Say {
        room: RoomId::from(room),
        client_id: ClientId::from("outbox-1"),
        client_seq,
        text: text.to_owned(),
    }
}

/// The texts of the chat lines among events.
pub fn texts(events: &[meadow_wire::Event]) -> Vec<String> {
    let text = |event: &meadow_wire::Event| match &event.body {
        EventBody::Chat { text, .. } => Some(text.clone()),
        _ => None,
    };
    events.iter().filter_map(text).collect()
}

fn town(script: &str) -> Vec<String> {
    let recording = r#"[{"at_ms":500,"body":{"explain":{"product":"g-1"}}}]"#;
    let room = |id: &str, status: &str, script: &str| {
        format!(
            "INSERT INTO rooms (id, host, title, about, lang, cover, status, starts_at, script) VALUES \
             ('{id}', 'p-1', 'Room <b>', 'About \"it\"', 'en', '{{\"sources\":[],\"width\":3,\"height\":4,\
             \"thumbhash\":\"\",\"alt\":\"\"}}', '{status}', 1000, '{script}')"
        )
    };
    let shelf =
        |id: &str| format!("INSERT INTO room_products (room, position, product) VALUES ('{id}', 0, 'g-1')");
    let avatar = r#"{"sources":[],"width":1,"height":1,"thumbhash":"","alt":""}"#;
    vec![
        format!(
            "INSERT INTO people (id, handle, name, kind, avatar, place, bio, lang, traits) VALUES \
             ('p-1', 'p1', 'Mira', 'owner', '{avatar}', 'Here', 'Bio', 'en', '[]')"
        ),
        "INSERT INTO products (id, owner, name, tagline, description, lang, pictures, options, facts, topics) VALUES \
         ('g-1', 'p-1', 'Mug </script><script>alert(1)</script>', 'Tag', 'Text', 'en', '[]', '[]', '[]', '[]')"
            .to_owned(),
        format!("INSERT INTO variants (id, product, position, choices, price) VALUES ('{VARIANT}', 'g-1', 0, '[]', 1250)"),
        format!("INSERT INTO stock (sku, on_hand, reserved) VALUES ('{VARIANT}', 9, 2)"),
        room(LIVE, "live", script),
        room(REPLAY, "replay", recording),
        room(SCHEDULED, "scheduled", script),
        shelf(LIVE),
    ]
}

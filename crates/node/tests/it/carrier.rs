//! The line between nodes lets in who the directory lists, and nobody else.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::http::{StatusCode, header};
use bureau::WitnessAnswer;
use jiff::Timestamp;
use journal::submission::SUBMISSION_BYTES_MAX;
use node::carrier::tls::{NodeCertificate, Pins, client_config, server_config};
use node::carrier::{SendFault, Sender, listen};
use node::join;
use node::stop::Stop;
use rustls::pki_types::ServerName;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsConnector;

use crate::world::{World, code};

#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_impostors_are_turned_away() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let address = format!("https://{}", gs.peers);
    let pin = world.member("GS").home(world.base.path()).keys(&code("GS")).unwrap().certificate.digest();
    let listed = world.member("FR").home(world.base.path()).keys(&code("FR")).unwrap().certificate;
    let listed = Sender::new(Arc::new(listed));
    let stranger = Sender::new(Arc::new(NodeCertificate::generate(&code("FR")).unwrap()));

    assert!(listed.directory(&address, pin).await.is_ok());
    assert_eq!(listed.directory(&address, [7; 32]).await, Err(SendFault::NotTrusted));
    assert!(stranger.directory(&address, pin).await.is_err());
    assert_eq!(listed.directory("https://127.0.0.1:1", pin).await, Err(SendFault::Unreachable));
    for address in ["", "not an address", "https://"] {
        assert_eq!(listed.directory(address, pin).await, Err(SendFault::BadAddress), "{address}");
    }
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_cannot_take_the_places_of_all() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let mut silent = Vec::new();
    // More than there are places for all nodes together.
    for _ in 0..520 {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
        silent.push(socket.connect(gs.peers).await.unwrap());
    }
    let pin = world.member("GS").home(world.base.path()).keys(&code("GS")).unwrap().certificate.digest();
    let listed = world.member("FR").home(world.base.path()).keys(&code("FR")).unwrap().certificate;
    let listed = Sender::new(Arc::new(listed));
    assert!(listed.directory(&format!("https://{}", gs.peers), pin).await.is_ok());
    drop(silent);
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_envelope_gets_a_signed_refusal() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let keys = world.member("FR").home(world.base.path()).keys(&code("FR")).unwrap();
    let pin = world.member("GS").home(world.base.path()).keys(&code("GS")).unwrap().certificate.digest();
    let sender = Sender::new(Arc::new(keys.certificate));
    let receipt = sender.send(&format!("https://{}", gs.peers), pin, b"nonsense".to_vec()).await.unwrap();
    assert!(receipt.len() > 3_000, "two signatures");
    let large = vec![0; seal::limits::MESSAGE_BYTES_MAX + 1];
    assert_eq!(sender.send(&format!("https://{}", gs.peers), pin, large).await, Err(SendFault::Answer(413)));
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_leads_a_message_elsewhere() {
    let world = World::new(&["GS", "FR"]).await;
    let keys = |text: &str| world.home(text).keys(&code(text)).unwrap();
    let (directory, _) = join::directory(&world.home("GS"), Timestamp::now()).unwrap();
    let (pins, pin) = (Pins::of(&directory), keys("GS").certificate.digest());
    let sender = Sender::new(Arc::new(keys("FR").certificate));
    let (stop, stopped) = Stop::new();
    // The node that the directory names, here and at another address.
    let listening = async |routes: Router| {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://{}", listener.local_addr().unwrap());
        let tls = server_config(&keys("GS").certificate, pins.clone()).unwrap();
        tokio::spawn(listen(listener, tls, pins.clone(), routes, stopped.clone()));
        address
    };
    let asked = Arc::new(AtomicU32::new(0));
    let counted = asked.clone();
    let elsewhere = async move || {
        counted.fetch_add(1, Ordering::SeqCst);
        "taken"
    };
    let there = listening(Router::new().fallback(elsewhere)).await;
    for status in [301, 302, 303, 307, 308] {
        let (code, to) = (StatusCode::from_u16(status).unwrap(), format!("{there}/v1/envelopes"));
        let away = async move || (code, [(header::LOCATION, to)]);
        let here = listening(Router::new().fallback(away)).await;
        let refused = SendFault::Answer(status);
        assert_eq!(sender.send(&here, pin, b"sealed".to_vec()).await, Err(refused));
        assert_eq!(sender.directory(&here, pin).await, Err(refused));
        assert_eq!(sender.add_checkpoint(&here, pin, "note".to_owned()).await, Err(refused));
    }
    assert_eq!(asked.load(Ordering::SeqCst), 0, "it was followed");
    assert_eq!(
        sender.send(&there, pin, b"sealed".to_vec()).await,
        Ok(b"taken".to_vec()),
        "it would have been heard"
    );
    drop(stop);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_checkpoint_is_taken_from_its_own_bureau_alone() {
    let world = World::new(&["GS", "FR", "US"]).await;
    let (gs, fr) = (world.start("GS").await, world.start("FR").await);
    let address = format!("https://{}", gs.peers);
    let keys = |text: &str| world.member(text).home(world.base.path()).keys(&code(text)).unwrap();
    let pin = keys("GS").certificate.digest();
    let sender = |text: &str| Sender::new(Arc::new(keys(text).certificate));
    let submitted = fr.bureau.submission(&code("GS")).await.unwrap();
    let body = submitted.submission.to_string();
    let put = async |from: &Sender, body: &str| from.add_checkpoint(&address, pin, body.to_owned()).await;
    let (own, other) = (sender("FR"), sender("US"));

    assert_eq!(put(&other, &body).await, Ok(WitnessAnswer::UnknownOrigin));
    assert_eq!(
        put(&own, &body.replace("comity/FR\n", "comity/US\n")).await,
        Ok(WitnessAnswer::UnknownOrigin)
    );
    let altered =
        body.replace(&format!("\n{}\n", submitted.submission.checkpoint.checkpoint().size), "\n9999\n");
    assert_eq!(put(&own, &altered).await, Ok(WitnessAnswer::NotSigned));
    assert_eq!(put(&own, "nonsense").await, Ok(WitnessAnswer::Malformed));
    assert_eq!(put(&own, "").await, Ok(WitnessAnswer::Malformed));
    assert_eq!(put(&own, &"o".repeat(SUBMISSION_BYTES_MAX + 1)).await, Err(SendFault::Answer(413)));
    let stranger = Sender::new(Arc::new(NodeCertificate::generate(&code("FR")).unwrap()));
    assert!(put(&stranger, &body).await.is_err());

    let answer = put(&own, &body).await.unwrap();
    assert_eq!(answer.code(), "cosigned");
    assert_eq!(fr.bureau.witnessed(&submitted, Ok(answer)).await, Ok(None));
    let size = submitted.submission.checkpoint.checkpoint().size;
    assert_eq!(fr.bureau.figures().entries_witnessed, size);
    // The witness has it already, and says which size to go on from.
    let again = fr.bureau.submission(&code("GS")).await.unwrap();
    let stale = again.submission.to_string().replace(&format!("old {size}\n"), "old 0\n");
    assert_eq!(put(&own, &stale).await, Ok(WitnessAnswer::Conflict(size)));
    fr.stop().await;
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_exchange_is_hybrid() {
    let world = World::new(&["GS", "FR"]).await;
    let gs = world.start("GS").await;
    let keys = world.member("FR").home(world.base.path()).keys(&code("FR")).unwrap();
    let pin = world.member("GS").home(world.base.path()).keys(&code("GS")).unwrap().certificate.digest();
    let config = client_config(&keys.certificate, pin).unwrap();
    let tcp = TcpStream::connect(gs.peers).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let tls = TlsConnector::from(config).connect(name, tcp).await.unwrap();
    let (_, session) = tls.get_ref();
    assert_eq!(session.protocol_version(), Some(rustls::ProtocolVersion::TLSv1_3));
    let group = session.negotiated_key_exchange_group().unwrap().name();
    assert_eq!(group, rustls::NamedGroup::X25519MLKEM768);
    gs.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_classical_key_exchange_is_refused() {
    let world = World::new(&["GS"]).await;
    let gs = world.start("GS").await;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let classical = rustls::crypto::CryptoProvider {
        kx_groups: vec![rustls::crypto::aws_lc_rs::kx_group::X25519],
        ..(*provider).clone()
    };
    let config = rustls::ClientConfig::builder_with_provider(Arc::new(classical))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    let tcp = TcpStream::connect(gs.peers).await.unwrap();
    let name = ServerName::try_from("localhost").unwrap();
    let refused = TlsConnector::from(Arc::new(config)).connect(name, tcp).await;
    assert!(refused.unwrap_err().to_string().contains("HandshakeFailure"));
    gs.stop().await;
}

//! A PostgreSQL server of the tests' own, in a temporary directory: started by the first test that wants it, stopped with
//! the last. Each test has a database to itself.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use node::store::Address;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};

/// Where Debian puts the servers, a folder for each version.
const SERVERS: &str = "/usr/lib/postgresql";
/// The password of the role `comity`; no output of the program may hold it.
pub(crate) const PASSWORD: &str = "hush-hush";
/// How often a server is asked whether it has started; a minute and more.
const STARTS_MAX: u32 = 3_000;

pub(crate) struct Cluster {
    folder: tempfile::TempDir,
    server: Mutex<Child>,
    /// Where it listens for TLS, on this machine; otherwise it is reached in its folder only.
    tls: Option<u16>,
    databases: AtomicU32,
}

/// The programs of the newest server on this machine.
fn programs() -> PathBuf {
    let versions = fs::read_dir(SERVERS).into_iter().flatten().filter_map(Result::ok);
    let newest = versions.filter_map(|version| version.file_name().to_str()?.parse::<u32>().ok()).max();
    assert!(newest.is_some(), "no server in {SERVERS}: `cargo xtask ci packages`");
    Path::new(SERVERS).join(newest.unwrap().to_string()).join("bin")
}

/// A server does not run as root: then it is another user's, and so is its folder.
fn as_server(program: &str, folder: &Path) -> Command {
    let program = programs().join(program);
    let root = fs::metadata("/proc/self").is_ok_and(|of| std::os::unix::fs::MetadataExt::uid(&of) == 0);
    if !root {
        return Command::new(program);
    }
    assert!(Command::new("chown").args(["-R", "nobody"]).arg(folder).status().unwrap().success());
    let mut command = Command::new("setpriv");
    command.args(["--reuid=nobody", "--clear-groups"]).arg(program);
    command
}

impl Cluster {
    /// The server of this process.
    pub(crate) fn of_process() -> Arc<Self> {
        static RUNNING: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.upgrade().unwrap_or_else(|| {
            let started = Self::of_test();
            *running = Arc::downgrade(&started);
            started
        })
    }

    /// A server for one test alone, which may treat it badly.
    pub(crate) fn of_test() -> Arc<Self> {
        Arc::new(Self::start(None, &[]))
    }

    /// A server that speaks TLS on a port, with this certificate and key.
    pub(crate) fn with_tls(port: u16, certificate: &str, key: &str) -> Arc<Self> {
        Arc::new(Self::start(Some(port), &[("server.crt", certificate), ("server.key", key)]))
    }

    fn start(tls: Option<u16>, files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files.iter().chain([&("password", PASSWORD)]) {
            let file = folder.path().join(name);
            fs::write(&file, text).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let made = as_server("initdb", folder.path())
            .current_dir(folder.path())
            .args(["--no-sync", "--auth=scram-sha-256", "--username=comity", "--pwfile=password"])
            .args(["--encoding=UTF8", "--locale=C", "--pgdata=data"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let server = Mutex::new(serve(folder.path(), tls));
        let cluster = Self { folder, server, tls, databases: AtomicU32::new(0) };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let ready = || {
            let asked = Command::new(programs().join("pg_isready"))
                .arg("-h")
                .arg(self.folder.path())
                .args(["-p", &self.port().to_string()])
                .output();
            asked.unwrap().status.success()
        };
        let started = (0..STARTS_MAX).any(|_| {
            ready() || {
                thread::sleep(Duration::from_millis(20));
                false
            }
        });
        assert!(started, "the server does not start");
    }

    /// Kills the server as a power cut would, and starts it again.
    pub(crate) fn crash(&self) {
        let mut server = self.server.lock().unwrap();
        stop(&server, "QUIT");
        server.wait().unwrap();
        *server = serve(self.folder.path(), self.tls);
        drop(server);
        self.wait();
    }

    /// Kills the server for good.
    pub(crate) fn end(&self) {
        let mut server = self.server.lock().unwrap();
        stop(&server, "QUIT");
        server.wait().unwrap();
    }

    /// A replica that streams from this server; from now on nothing counts as committed here that it does not have.
    pub(crate) async fn replica(&self) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let copied = as_server("pg_basebackup", folder.path())
            .current_dir(folder.path())
            .args([
                "--pgdata=data",
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--username=comity",
                "--host",
            ])
            .arg(self.folder.path())
            .env("PGPASSWORD", PASSWORD)
            .output()
            .unwrap();
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        let server = Mutex::new(serve(folder.path(), None));
        let replica = Self { folder, server, tls: None, databases: AtomicU32::new(1_000) };
        replica.wait();
        let mut postgres = self.connect("postgres").await;
        for sql in ["ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"] {
            sqlx::raw_sql(sql).execute(&mut postgres).await.unwrap();
        }
        let in_step = "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')";
        while !sqlx::query_scalar::<_, bool>(in_step).fetch_one(&mut postgres).await.unwrap() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Arc::new(replica)
    }

    /// Makes a replica the server that takes writes.
    pub(crate) async fn promote(&self) {
        let mut postgres = self.connect("postgres").await;
        sqlx::raw_sql("SELECT pg_promote()").execute(&mut postgres).await.unwrap();
    }

    /// The address of a new database.
    pub(crate) async fn database(&self) -> Address {
        let name = format!("bureau{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut postgres = self.connect("postgres").await;
        let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut postgres).await.unwrap();
        self.address(&name).parse().unwrap()
    }

    /// An address in full, password included.
    pub(crate) fn address(&self, database: &str) -> String {
        self.address_of("comity", database)
    }

    /// As [`Cluster::address`], for another role that has the same password.
    pub(crate) fn address_of(&self, role: &str, database: &str) -> String {
        let (port, folder) = (self.port(), self.folder.path().display());
        format!("postgres://{role}:{PASSWORD}@localhost:{port}/{database}?host={folder}")
    }

    fn port(&self) -> u16 {
        self.tls.unwrap_or(5432)
    }

    pub(crate) async fn connect(&self, database: &str) -> PgConnection {
        let options: PgConnectOptions = self.address(database).parse().unwrap();
        options.connect().await.unwrap()
    }

    /// Runs statements as an administrator of the database at this address.
    pub(crate) async fn run(&self, address: &Address, statements: &[&'static str]) {
        let mut connection = self.connect(address.database()).await;
        for sql in statements {
            sqlx::raw_sql(*sql).execute(&mut connection).await.unwrap();
        }
    }

    /// As [`Cluster::run`], a statement that was put together.
    pub(crate) async fn run_any(&self, address: &Address, sql: String) {
        let mut connection = self.connect(address.database()).await;
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    }

    /// Whether the server refuses a statement to the role of an address; it has to let that one in.
    pub(crate) async fn refuses_account(&self, address: &str, sql: &'static str) -> bool {
        let options: PgConnectOptions = address.parse().unwrap();
        let mut connection = options.connect().await.unwrap();
        let refused = sqlx::raw_sql(sql).execute(&mut connection).await;
        refused.is_err_and(|error| {
            let code =
                error.as_database_error().and_then(|told| told.code()).unwrap_or_default().into_owned();
            // `insufficient_privilege`, and no other reason.
            code == "42501"
        })
    }

    /// Whether the server refuses a statement.
    pub(crate) async fn refuses(&self, address: &Address, sql: &'static str) -> bool {
        let mut connection = self.connect(address.database()).await;
        sqlx::raw_sql(sql).execute(&mut connection).await.is_err()
    }
}

fn serve(folder: &Path, tls: Option<u16>) -> Child {
    let on = tls.map(|port| {
        [
            format!("port={port}"),
            "listen_addresses=127.0.0.1".to_owned(),
            "ssl=on".to_owned(),
            format!("ssl_cert_file={}/server.crt", folder.display()),
            format!("ssl_key_file={}/server.key", folder.display()),
        ]
    });
    let on = on.map_or_else(|| vec!["listen_addresses=".to_owned()], Vec::from);
    as_server("postgres", folder)
        .current_dir(folder)
        .args(["-D", "data", "-c", "log_min_messages=fatal", "-k"])
        .arg(folder)
        .args(on.iter().flat_map(|setting| ["-c", setting.as_str()]))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// INT closes every session at once, QUIT leaves the log to be read back.
fn stop(server: &Child, signal: &str) {
    let _ = Command::new("kill").arg(format!("-{signal}")).arg(server.id().to_string()).status();
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut server = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        stop(&server, "INT");
        let _ = server.wait();
    }
}

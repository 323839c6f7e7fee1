//! Ports: which is free, who holds one that is not, and whether something answers there.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

/// The wanted port, or the next free one; says who holds a port that is taken.
pub fn free_from(wanted: u16, what: &str) -> Result<u16, String> {
    for port in wanted..wanted.saturating_add(50) {
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            if port != wanted {
                println!("The {what} takes port {port} instead.");
            }
            return Ok(port);
        }
        let holder = holder(port).unwrap_or_else(|| "another program".to_owned());
        println!("Port {port} is taken by {holder}.");
    }
    Err(format!(
        "no free port for the {what} between {wanted} and {}",
        wanted.saturating_add(49)
    ))
}

/// The status that a local server answers a GET with, if it answers.
pub fn status_of(port: u16, path: &str) -> Option<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let limit = Duration::from_secs(2);
    let mut stream = TcpStream::connect_timeout(&address, limit).ok()?;
    stream.set_read_timeout(Some(limit)).ok()?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut start = [0; 12];
    stream.read_exact(&mut start).ok()?;
    std::str::from_utf8(&start)
        .ok()?
        .strip_prefix("HTTP/1.1 ")?
        .parse()
        .ok()
}

/// The program that listens on a port, as far as this user may see it (Linux).
fn holder(port: u16) -> Option<String> {
    let tables =
        ["/proc/net/tcp", "/proc/net/tcp6"].map(|table| fs::read_to_string(table).unwrap_or_default());
    let socket = tables.iter().find_map(|table| listening_socket(table, port))?;
    let wanted = format!("socket:[{socket}]");
    for process in fs::read_dir("/proc").ok()?.flatten() {
        let number = process.file_name().to_string_lossy().into_owned();
        if !number.bytes().all(|digit| digit.is_ascii_digit()) {
            continue;
        }
        let folder = process.path();
        let Ok(files) = fs::read_dir(folder.join("fd")) else {
            continue;
        };
        let holds = |file: fs::DirEntry| {
            fs::read_link(file.path()).is_ok_and(|link| link.to_string_lossy() == wanted)
        };
        if files.flatten().any(holds) {
            let name = fs::read_to_string(folder.join("comm")).unwrap_or_default();
            return Some(format!("{} (process {number})", name.trim()));
        }
    }
    None
}

/// The inode of the socket that listens on a port, from a table like `/proc/net/tcp`.
fn listening_socket(table: &str, port: u16) -> Option<&str> {
    const LISTENING: &str = "0A";
    let ending = format!(":{port:04X}");
    table.lines().skip(1).find_map(|line| {
        let mut columns = line.split_whitespace();
        let local = columns.nth(1)?;
        let state = columns.nth(1)?;
        (local.ends_with(&ending) && state == LISTENING)
            .then(|| columns.nth(5))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:2253 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:9999 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100 0 0 10 0";

    #[test]
    fn a_listening_socket_is_found_by_its_port() {
        assert_eq!(listening_socket(TABLE, 0x2253), Some("4711"));
        assert_eq!(listening_socket(TABLE, 0x1F90), None, "that one is a connection");
    }

    #[test]
    fn a_taken_port_leads_to_the_next_free_one() {
        let Ok(held) = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)) else {
            panic!("no port")
        };
        let taken = held
            .local_addr()
            .map(|address| address.port())
            .unwrap_or_default();
        assert!(free_from(taken, "test").is_ok_and(|port| port > taken));
        if cfg!(target_os = "linux") {
            assert!(holder(taken).is_some_and(|text| text.contains(&std::process::id().to_string())));
        }
    }
}

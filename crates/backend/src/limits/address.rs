//! Whose request it is: the address by which limits count, also behind a proxy.

use std::{
    net::{AddrParseError, IpAddr, Ipv6Addr, SocketAddr},
    str::FromStr,
    sync::Arc,
};

use axum::{
    Extension,
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

use crate::Config;

/// Each proxy writes at the end whom it heard the request from.
const FORWARDED_FOR: &str = "x-forwarded-for";
/// One home or one server has a whole /64, and can take another address of it for every request.
const HOME_BITS: u32 = 64;

/// Who asks, as far as limits can tell: an IPv4 address, or an IPv6 network of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address(IpAddr);

impl From<IpAddr> for Address {
    fn from(address: IpAddr) -> Self {
        // A socket that listens on `[::]` sees IPv4 as IPv6, all of it in one /64.
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let host = u128::MAX >> HOME_BITS;
                Ipv6Addr::from_bits(v6.to_bits() & !host).into()
            }
            v4 => v4,
        })
    }
}

/// Proxies that are believed when they say for whom they ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies(Vec<Network>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Network {
    first: IpAddr,
    bits: u32,
}

/// A part of the list is no address and no network.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no IP address and no network such as 10.0.0.0/8 or fd00::/8")]
pub struct NotANetwork(String);

/// Finds out who asks, once for all that count by it: they take `Option<Extension<Address>>`.
pub async fn known_by_address(
    State(config): State<Arc<Config>>,
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(Extension(ConnectInfo(peer))) = peer {
        let client = client(peer.ip(), request.headers(), &config.trusted_proxies);
        request.extensions_mut().insert(Address::from(client));
    }
    next.run(request).await
}

/// Anybody can send the header, so only what a trusted proxy wrote counts: from the end, the first address that is not
/// such a proxy itself. What stands before it may be invented.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &Proxies) -> IpAddr {
    let mut client = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    // A line that is not text is one entry that can't be read.
    let mut hops = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    while trusted.know(client) {
        // Nobody before, or nobody that can be counted: the last who is known answers for it.
        let Some(Ok(before)) = hops.next().map(hop) else {
            break;
        };
        client = before;
    }
    client
}

/// Some proxies add the port.
fn hop(entry: &str) -> Result<IpAddr, AddrParseError> {
    let entry = entry.trim();
    let with_port = |_| entry.parse::<SocketAddr>().map(|socket| socket.ip());
    entry.parse().or_else(with_port)
}

impl Proxies {
    fn know(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|network| network.holds(address))
    }
}

impl FromStr for Proxies {
    type Err = NotANetwork;

    fn from_str(list: &str) -> Result<Self, NotANetwork> {
        let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(Network::read).collect::<Result<_, _>>().map(Self)
    }
}

impl Network {
    fn read(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (first, bits) = match text.split_once('/') {
            Some((first, bits)) => (first, Some(bits)),
            None => (text, None),
        };
        let first = first.parse::<IpAddr>().map_err(|_| wrong())?.to_canonical();
        let whole = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(whole), str::parse).map_err(|_| wrong())?;
        if bits > whole {
            return Err(wrong());
        }
        Ok(Self { first, bits })
    }

    fn holds(self, address: IpAddr) -> bool {
        let differ = match (self.first, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => u128::from(a.to_bits() ^ b.to_bits()) << 96,
            (IpAddr::V6(a), IpAddr::V6(b)) => a.to_bits() ^ b.to_bits(),
            _ => return false,
        };
        differ.leading_zeros() >= self.bits
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderValue};

    use super::{Address, FORWARDED_FOR, Proxies, client};

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn heard(trusted: &str, peer: &str, lines: &[&[u8]]) -> IpAddr {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, HeaderValue::from_bytes(line).expect("a header"));
        }
        client(ip(peer), &headers, &trusted.parse().expect("networks"))
    }

    #[test]
    fn who_is_not_trusted_can_not_say_for_whom_it_asks() {
        for trusted in ["", "10.0.0.0/8", "fd00::/8"] {
            assert_eq!(heard(trusted, "192.0.2.7", &[b"203.0.113.9"]), ip("192.0.2.7"));
        }
    }

    #[test]
    fn the_last_address_that_no_trusted_proxy_has_is_the_client() {
        let trusted = "10.0.0.0/8, ::1";
        for (peer, lines, whom) in [
            ("10.1.2.3", &[&b"203.0.113.9"[..]][..], "203.0.113.9"),
            (
                "10.1.2.3",
                &[b"198.51.100.1, 203.0.113.9 ,10.9.9.9"],
                "203.0.113.9",
            ),
            (
                "::ffff:10.1.2.3",
                &[b"198.51.100.1", b"203.0.113.9"],
                "203.0.113.9",
            ),
            ("::1", &[b"203.0.113.9:4711"], "203.0.113.9"),
            ("::1", &[b"[2001:db8::7]:4711"], "2001:db8::7"),
            ("::1", &[b"10.0.0.1, 10.0.0.2"], "10.0.0.1"),
            ("::1", &[b"203.0.113.9, unknown, 10.0.0.2"], "10.0.0.2"),
            ("::1", &[b"203.0.113.9", b"\xff"], "::1"),
            ("::1", &[], "::1"),
        ] {
            assert_eq!(heard(trusted, peer, lines), ip(whom), "{peer} {lines:?}");
        }
    }

    #[test]
    fn an_ipv6_network_of_64_bits_is_one_client_and_ipv4_is_not() {
        let address = |text| Address::from(ip(text));
        assert_eq!(address("2001:db8:0:1::1"), address("2001:db8:0:1:ffff::9"));
        assert_ne!(address("2001:db8:0:1::1"), address("2001:db8:0:2::1"));
        assert_ne!(address("192.0.2.1"), address("192.0.2.2"));
        assert_ne!(address("::ffff:192.0.2.1"), address("::ffff:192.0.2.2"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    }

    #[test]
    fn a_list_of_proxies_has_addresses_and_networks_and_nothing_else() {
        let all: Proxies = "0.0.0.0/0,::/0".parse().expect("networks");
        assert!(all.know(ip("192.0.2.1")) && all.know(ip("2001:db8::1")));
        let none: Proxies = " , ".parse().expect("an empty list");
        assert_eq!(none, Proxies::default());
        for wrong in [
            "proxy.example",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/",
            "10.0.0.0/-1",
            "10.0.0.1:80",
        ] {
            assert!(wrong.parse::<Proxies>().is_err(), "{wrong}");
        }
    }
}

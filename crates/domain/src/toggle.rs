//! Something that is on or off for this session and counts how many have it on: a like, a collection.
//!
//! What is shown follows the finger at once. One request is on its way at a time; whatever it answers, the last wish wins.

/// Such a thing as it is shown, and as the server last confirmed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toggle {
    /// Whether this session has it on.
    pub on: bool,
    /// How many have.
    pub count: u32,
    confirmed: (bool, u32),
    asking: bool,
}

impl Toggle {
    /// As the server told it.
    pub const fn settled(on: bool, count: u32) -> Self {
        Self {
            on,
            count,
            confirmed: (on, count),
            asking: false,
        }
    }

    /// Whether a request is on its way.
    pub const fn is_asking(&self) -> bool {
        self.asking
    }

    /// It was pressed. Says whether to ask the server: a request that is on its way already sees to it.
    pub fn press(&mut self) -> bool {
        self.on = !self.on;
        self.count = match self.on {
            true => self.count.saturating_add(1),
            false => self.count.saturating_sub(1),
        };
        !std::mem::replace(&mut self.asking, true)
    }

    /// The server has done this. Says whether that is what is wished now; if not, it has to be asked again.
    pub fn answered(&mut self, on: bool, count: u32) -> bool {
        self.confirmed = (on, count);
        let settled = self.on == on;
        if settled {
            *self = Self::settled(on, count);
        }
        settled
    }

    /// The server did not do it: what it confirmed last is shown again.
    pub fn refused(&mut self) {
        *self = Self::settled(self.confirmed.0, self.confirmed.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_is_on_its_way_and_the_last_wish_wins() {
        let mut like = Toggle::settled(false, 7);
        assert!(like.press());
        assert_eq!((like.on, like.count), (true, 8));
        assert!(!like.press(), "one is on its way");
        assert_eq!((like.on, like.count), (false, 7));
        assert!(!like.answered(true, 8), "that is not wished any more");
        assert!(!like.on && like.is_asking());
        assert!(like.answered(false, 9));
        assert_eq!(like, Toggle::settled(false, 9));
        assert!(like.press(), "the next press asks again");
    }

    #[test]
    fn a_refusal_shows_what_was_confirmed_last() {
        let mut like = Toggle::settled(false, 7);
        like.press();
        like.press();
        assert!(!like.answered(true, 12));
        like.refused();
        assert_eq!(like, Toggle::settled(true, 12));
    }
}

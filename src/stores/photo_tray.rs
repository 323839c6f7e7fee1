//! Photos of a review or a return that is being written: sent as soon as they are chosen, so that the words need not wait for them.

use leptos::prelude::*;
use meadow_domain::limits::{PHOTO_MAX, PHOTOS_MAX};
use meadow_wire::{Photo, PhotoUse};
use web_sys::File;

use crate::{
    api,
    browser::{files, task},
    stores::session,
};

/// One photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Names it on this page.
    pub number: u32,
    /// Where the page can show it from.
    pub address: String,
    /// What can be seen, for those who can't.
    pub alt: String,
    /// How far it has come.
    pub sending: Sending,
}

/// How far a photo has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sending {
    /// So many per cent have gone out.
    Percent(u8),
    /// The shop has it.
    Kept(Photo),
    /// It did not arrive; why, and whether trying again may help.
    Failed(String, bool),
}

/// The photos of one form.
#[derive(Clone, Copy)]
pub struct PhotoTray {
    all: RwSignal<Vec<Chosen>>,
    files: StoredValue<Vec<(u32, File)>, LocalStorage>,
    next: StoredValue<u32>,
}

impl PhotoTray {
    /// None yet.
    pub fn empty() -> Self {
        Self {
            all: RwSignal::default(),
            files: StoredValue::new_local(Vec::new()),
            next: StoredValue::new(0),
        }
    }

    /// All of them; tracked.
    pub fn all(self) -> Vec<Chosen> {
        self.all.get()
    }

    /// One of them; tracked.
    pub fn one(self, number: u32) -> Option<Chosen> {
        self.all
            .with(|all| all.iter().find(|one| one.number == number).cloned())
    }

    /// How many more there may be; tracked.
    pub fn room(self) -> usize {
        PHOTOS_MAX.saturating_sub(self.all.with(Vec::len))
    }

    /// Why the form has to wait for its photos, in words; tracked.
    pub fn waits(self) -> Option<String> {
        let is_any =
            |is_it: fn(&Sending) -> bool| self.all.with(|all| all.iter().any(|one| is_it(&one.sending)));
        if is_any(|sending| matches!(sending, Sending::Percent(_))) {
            Some("A photo is still on its way".to_owned())
        } else if is_any(|sending| matches!(sending, Sending::Failed(..))) {
            Some("A photo did not arrive: send it again, or remove it".to_owned())
        } else {
            None
        }
    }

    /// Takes files up and sends them, as many as there is room for.
    pub fn add(self, files: Vec<File>) {
        for file in files.into_iter().take(untrack(|| self.room())) {
            let number = self.number();
            let too_large = file.size() > PHOTO_MAX as f64;
            let sending = if too_large {
                Sending::Failed("This photo is too large: 8 MB at most.".to_owned(), false)
            } else {
                Sending::Percent(0)
            };
            self.all.update(|all| {
                all.push(Chosen {
                    number,
                    address: files::address(&file),
                    alt: String::new(),
                    sending,
                });
            });
            self.files.update_value(|files| files.push((number, file)));
            if !too_large {
                self.send(number);
            }
        }
    }

    /// Sends a photo (again).
    pub fn send(self, number: u32) {
        let file = self.files.with_value(|files| {
            let found = files.iter().find(|(known, _)| *known == number);
            found.map(|(_, file)| file.clone())
        });
        let Some(file) = file else { return };
        self.put(number, Sending::Percent(0));
        task::spawn(async move {
            let sent = session::with_session(async || {
                api::photos::send(&file, move |percent| self.put(number, Sending::Percent(percent))).await
            })
            .await;
            self.put(
                number,
                match sent {
                    Ok(photo) => Sending::Kept(photo),
                    Err(error) => Sending::Failed(in_words(&error), error.passing()),
                },
            );
        });
    }

    /// Says what can be seen in a photo.
    pub fn describe(self, number: u32, alt: String) {
        self.change(number, |one| one.alt = alt);
    }

    /// Takes a photo away.
    pub fn remove(self, number: u32) {
        let gone = self.all.with_untracked(|all| {
            let found = all.iter().find(|one| one.number == number);
            found.map(|one| one.address.clone())
        });
        if let Some(address) = gone.filter(|address| address.starts_with("blob:")) {
            files::let_go(&address);
        }
        self.all.update(|all| all.retain(|one| one.number != number));
        self.files
            .update_value(|files| files.retain(|(known, _)| *known != number));
    }

    /// The page goes: what it showed from the device need not stay in memory.
    pub(super) fn let_go(self) {
        self.all.try_with_untracked(|all| {
            for one in all.iter().filter(|one| one.address.starts_with("blob:")) {
                files::let_go(&one.address);
            }
        });
    }

    /// Those that the shop has, as a form uses them; tracked.
    pub(super) fn used(self) -> Vec<PhotoUse> {
        let used = |photo: Photo| PhotoUse {
            photo: photo.id,
            alt: photo.picture.alt,
        };
        self.kept().into_iter().map(used).collect()
    }

    /// Those that the shop has, each with its words; tracked.
    pub(super) fn kept(self) -> Vec<Photo> {
        self.all.with(|all| {
            all.iter()
                .filter_map(|one| match &one.sending {
                    Sending::Kept(photo) => {
                        let mut photo = photo.clone();
                        photo.picture.alt.clone_from(&one.alt);
                        Some(photo)
                    }
                    _ => None,
                })
                .collect()
        })
    }

    /// Those of an earlier time, in the place of all others.
    pub(super) fn fill(self, photos: Vec<Photo>) {
        self.let_go();
        self.files.try_update_value(Vec::clear);
        let all = photos.into_iter().map(|photo| Chosen {
            number: self.number(),
            address: photo.picture.smallest().to_owned(),
            alt: photo.picture.alt.clone(),
            sending: Sending::Kept(photo),
        });
        self.all.try_set(all.collect());
    }

    fn number(self) -> u32 {
        self.next.update_value(|next| *next += 1);
        self.next.get_value()
    }

    fn put(self, number: u32, sending: Sending) {
        self.change(number, |one| one.sending = sending);
    }

    /// The page may have gone, or the photo with it.
    fn change(self, number: u32, change: impl FnOnce(&mut Chosen)) {
        self.all.try_update(|all| {
            if let Some(one) = all.iter_mut().find(|one| one.number == number) {
                change(one);
            }
        });
    }
}

fn in_words(error: &api::ApiError) -> String {
    match error {
        // What is wrong with the photo itself is said better than that the request was wrong.
        api::ApiError::Refused(problem) if !problem.errors.is_empty() => problem
            .errors
            .iter()
            .map(|error| error.detail.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        error => error.in_words(),
    }
}

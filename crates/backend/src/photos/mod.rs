//! Photos that shoppers send: checked, made small and anonymous, and kept in the media folder.
//!
//! Nothing of what was sent is kept but its pixels: a phone writes the place into its pictures.

mod picture;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use meadow_wire::{Photo, PhotoId, Picture, PictureSource};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::clock;
use picture::Made;

/// So many are held in memory at once, as they were sent.
const WAITING_MAX: usize = 24;
/// So many are unpacked at once: each may take 400 MB for a moment.
const DESKS: usize = 2;
/// A file that belongs to no photo is left over when it is older.
const LEFT_OVER_AFTER: Duration = Duration::from_secs(86_400);

/// Why a photo is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PhotoError {
    /// It is something else.
    #[error("This is not a picture that we know. Send a JPEG, PNG or WebP.")]
    NotAPicture,
    /// It begins like a picture and does not go on like one.
    #[error("This picture is broken. Open it on your device and save it again.")]
    Broken,
    /// It would take too much memory.
    #[error("This picture has too many pixels: 40 million at most.")]
    TooManyPixels,
    /// Nobody could see what is in it.
    #[error("This picture is too narrow: no side can be more than eight times the other. Cut it first.")]
    TooNarrow,
    /// What iPhones make if nobody tells them otherwise.
    #[error("This is a HEIC picture, which browsers don't show. Save it as a JPEG and send that.")]
    Heic,
    /// Ours.
    #[error("a photo can't be kept: {0}")]
    Io(#[from] io::Error),
}

/// Where photos are made and kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PhotoDesk {
    folder: PathBuf,
    waiting: Arc<Semaphore>,
    desks: Arc<Semaphore>,
}

impl PhotoDesk {
    /// In a data folder.
    pub fn open(data: &Path) -> io::Result<Self> {
        let folder = data.join("media").join("photos");
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder,
            waiting: Arc::new(Semaphore::new(WAITING_MAX)),
            desks: Arc::new(Semaphore::new(DESKS)),
        })
    }

    /// A place to wait in, to be taken before a body is read.
    pub async fn line_up(&self) -> OwnedSemaphorePermit {
        permit(&self.waiting).await
    }

    /// Makes a photo of what was sent and keeps its files.
    pub async fn make(&self, sent: Bytes) -> Result<Photo, PhotoError> {
        let at_desk = permit(&self.desks).await;
        let folder = self.folder.clone();
        let made = tokio::task::spawn_blocking(move || {
            // The place is free again when the work is done, also if nobody waits for it any more.
            let _at_desk = at_desk;
            let made = picture::make(&sent)?;
            drop(sent);
            keep(&folder, made)
        });
        made.await.map_err(|error| io::Error::other(error.to_string()))?
    }

    /// The file of a name below `/media/photos/`; nothing if it can be none of ours.
    pub async fn read(&self, name: &str) -> Option<Vec<u8>> {
        let ours = |letter: char| letter.is_ascii_alphanumeric() || "-_@.".contains(letter);
        if !name.chars().all(ours) || name.starts_with('.') {
            return None;
        }
        match tokio::fs::read(self.folder.join(name)).await {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                tracing::trace!(name, %error, "no such photo");
                None
            }
        }
    }

    /// Removes the files of a photo. What can't be removed now is swept another day.
    pub fn forget(&self, id: &PhotoId) {
        for name in [large(id), small(id)] {
            match fs::remove_file(self.folder.join(&name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::warn!(name, %error, "a photo's file stays");
                }
                _ => {}
            }
        }
    }

    /// The photos whose files are old enough that whoever made them has written it down or never will.
    pub fn old_files(&self) -> io::Result<Vec<PhotoId>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let age = SystemTime::now().duration_since(entry.metadata()?.modified()?);
            let name = entry.file_name();
            let id = name.to_str().and_then(|name| name.split(['@', '.']).next());
            if let Some(id) = id.filter(|_| age.is_ok_and(|age| age > LEFT_OVER_AFTER)) {
                found.push(PhotoId(id.to_owned()));
            }
        }
        found.dedup();
        Ok(found)
    }
}

/// The semaphores are never closed, so there always is a permit in the end.
async fn permit(of: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    match Arc::clone(of).acquire_owned().await {
        Ok(permit) => permit,
        Err(_) => std::future::pending().await,
    }
}

fn keep(folder: &Path, made: Made) -> Result<Photo, PhotoError> {
    let id = PhotoId(clock::random_id("ph"));
    let mut sources = Vec::new();
    if let Some((width, bytes)) = &made.small {
        fs::write(folder.join(small(&id)), bytes)?;
        sources.push(source(&small(&id), *width));
    }
    fs::write(folder.join(large(&id)), &made.large)?;
    sources.push(source(&large(&id), made.width));
    Ok(Photo {
        id,
        picture: Picture {
            sources,
            width: made.width,
            height: made.height,
            thumbhash: made.thumbhash,
            alt: String::new(),
        },
    })
}

fn large(id: &PhotoId) -> String {
    format!("{id}.jpg")
}

fn small(id: &PhotoId) -> String {
    format!("{id}@480.jpg")
}

fn source(name: &str, width: u32) -> PictureSource {
    PictureSource {
        url: format!("/media/photos/{name}"),
        width,
    }
}

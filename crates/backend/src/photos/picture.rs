//! From the bytes that were sent to two JPEGs that hold nothing but a picture.

use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
    codecs::jpeg::JpegEncoder, imageops::FilterType,
};
use meadow_domain::limits::{PHOTO_PIXELS_MAX, PHOTO_RATIO_MAX};

use super::PhotoError;

/// The longer side of what is kept.
const LARGE: u32 = 1_600;
/// The width of the one for cards.
const SMALL: u32 = 480;
/// The longer side of what a thumbhash is made of; the format takes no more.
const HASHED: u32 = 100;
/// Every pixel of a picture may take so much: 40 million of them with transparency, half as many in 16 bits.
const MEMORY_MAX: u64 = PHOTO_PIXELS_MAX * 4;
const QUALITY: u8 = 82;

/// A picture, made anew.
#[derive(Debug)]
pub struct Made {
    /// The larger file, and its size.
    pub large: Vec<u8>,
    pub width: u32,
    pub height: u32,
    /// The smaller file and its width, if it is smaller.
    pub small: Option<(u32, Vec<u8>)>,
    /// In base64.
    pub thumbhash: String,
}

/// Reads a picture by its content, whatever it is called, and makes it small. Of an animation only the first picture.
pub fn make(sent: &[u8]) -> Result<Made, PhotoError> {
    let large = upright(sent)?;
    let (width, height) = large.dimensions();
    let small = match width > SMALL {
        true => Some((SMALL, jpeg(&within(&large, SMALL, height))?)),
        false => None,
    };
    let tiny = DynamicImage::ImageRgb8(within(&large, HASHED, HASHED)).into_rgba8();
    let (w, h) = (tiny.width() as usize, tiny.height() as usize);
    Ok(Made {
        large: jpeg(&large)?,
        width,
        height,
        small,
        thumbhash: STANDARD.encode(thumbhash::rgba_to_thumb_hash(w, h, &tiny)),
    })
}

/// Unpacked, made small, and turned the way it was held.
fn upright(sent: &[u8]) -> Result<RgbImage, PhotoError> {
    let format = match image::guess_format(sent) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        Ok(ImageFormat::Avif) => return Err(PhotoError::NotAPicture),
        _ if is_heic(sent) => return Err(PhotoError::Heic),
        _ => return Err(PhotoError::NotAPicture),
    };
    if format == ImageFormat::Jpeg && !is_whole(sent) {
        return Err(PhotoError::Broken);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    let mut reader = ImageReader::with_format(Cursor::new(sent), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    // Before anything is unpacked: a picture of a few bytes can say that it is as large as a field.
    if u64::from(width) * u64::from(height) > PHOTO_PIXELS_MAX || decoder.total_bytes() > MEMORY_MAX {
        return Err(PhotoError::TooManyPixels);
    }
    let (short, long) = (width.min(height), width.max(height));
    if u64::from(long) > u64::from(short) * u64::from(PHOTO_RATIO_MAX) {
        return Err(PhotoError::TooNarrow);
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    if width.max(height) > 2 * LARGE {
        // Quick and rough, then slow and fine.
        picture = picture.thumbnail(2 * LARGE, 2 * LARGE);
    }
    if picture.width().max(picture.height()) > LARGE {
        picture = picture.resize(LARGE, LARGE, FilterType::CatmullRom);
    }
    picture.apply_orientation(orientation);
    Ok(on_white(picture))
}

/// A JPEG has no transparency.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen = picture.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0.map(u32::from);
        let over = |part: u32| u8::try_from((part * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        Rgb([over(red), over(green), over(blue)])
    })
}

/// At most so wide and high, in its own shape.
fn within(picture: &RgbImage, width: u32, height: u32) -> RgbImage {
    let (is_width, is_height) = picture.dimensions();
    if is_width <= width && is_height <= height {
        return picture.clone();
    }
    DynamicImage::ImageRgb8(picture.clone())
        .resize(width, height, FilterType::CatmullRom)
        .into_rgb8()
}

fn jpeg(picture: &RgbImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(bytes)
}

fn refusal(error: ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooManyPixels,
        ImageError::Unsupported(_) => PhotoError::NotAPicture,
        _ => PhotoError::Broken,
    }
}

/// Whether it is in the container of HEIF (ISO/IEC 23008-12) with one of the brands of HEVC.
fn is_heic(sent: &[u8]) -> bool {
    sent.get(4..8) == Some(b"ftyp")
        && matches!(
            sent.get(8..12),
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"mif1")
        )
}

/// Whether a JPEG has its end: the decoder takes one that was cut off and paints the rest grey.
fn is_whole(sent: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    const END: [u8; 2] = [0xff, 0xd9];
    // Segments carry their length; what is inside, such as the camera's own small preview, is passed by.
    let mut rest = sent.get(2..).unwrap_or_default();
    loop {
        match rest {
            [0xff, 0xff, ..] => rest = &rest[1..],
            [0xff, START_OF_SCAN, scan @ ..] => return scan.windows(2).any(|two| two == END),
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length..).unwrap_or_default();
            }
            _ => return false,
        }
    }
}

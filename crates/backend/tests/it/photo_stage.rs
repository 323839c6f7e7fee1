//! Pictures to send, with what a phone writes into them.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, codecs::jpeg::JpegEncoder};

/// Where the picture was taken.
pub const SECRET: &[u8] = b"N52.5163W13.3777";

fn drawn(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x / 8 % 256) as u8, (y / 8 % 256) as u8, 120])
    }))
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 60)
        .encode_image(&drawn(width, height))
        .unwrap();
    bytes
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    encoded(&drawn(width, height), ImageFormat::Png)
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// With EXIF: the orientation, and a GPS directory.
pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    // Orientation: one short. GPS: where its directory is.
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    exif.extend([0, 0, 0, 0]);
    // One entry, "GPSProcessingMethod", with the place as its text.
    exif.extend([
        0,
        1,
        0,
        0x1b,
        0,
        7,
        0,
        0,
        0,
        SECRET.len() as u8,
        0,
        0,
        0,
        56,
        0,
        0,
        0,
        0,
    ]);
    exif.extend(SECRET);
    exif.extend(b"GPS");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

/// With a text chunk before the pixels.
pub fn with_png_text(png: &[u8]) -> Vec<u8> {
    let mut chunk = b"tEXtLocation\0".to_vec();
    chunk.extend(SECRET);
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    let sum = crc(&chunk).to_be_bytes();
    // The signature and the header are 33 bytes.
    [&png[..33], &length, &chunk, &sum, &png[33..]].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 {
                (sum >> 1) ^ 0xedb8_8320
            } else {
                sum >> 1
            };
        }
    }
    !sum
}

pub fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|here| here == part)
}

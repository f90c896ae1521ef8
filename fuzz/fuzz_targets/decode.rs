//! Stored fingerprints and models: any bytes are read or refused, and what is read is written as it was.
#![no_main]

use descrape::{Model, Signature, SimHashes};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(simhashes) = SimHashes::from_bytes(data) {
        assert_eq!(simhashes.to_bytes(), data);
        let mut twice = simhashes.clone();
        twice.merge(&simhashes).unwrap();
        assert_eq!(SimHashes::from_bytes(&twice.to_bytes()), Ok(twice));
    }
    if let Ok(signature) = Signature::from_bytes(data) {
        assert_eq!(signature.to_bytes(), data);
        assert_eq!(signature.similarity(&signature), Ok(1.0));
        let mut merged = signature.clone();
        merged.merge(&signature).unwrap();
        assert_eq!(merged, signature);
        assert_eq!(signature.bands(3).len(), signature.slots().len() / 3);
    }
    if let Ok(model) = Model::from_bytes(data) {
        assert_eq!(model.to_bytes(), data);
    }
});

use super::{Analysis, Paper};
use schemars::{JsonSchema, generate::SchemaSettings};

/// The JSON Schema (2020-12) of an [`Analysis`], with `Paper` among its definitions for NDJSON readers.
pub fn json_schema() -> schemars::Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let _ = Paper::json_schema(&mut generator);
    generator.into_root_schema_for::<Analysis>()
}

/** SHA-256 of the encoder, as `models/SHA256SUMS` has it: vectors of another are of no use. */
export const ENCODER_SHA256 = 'af32a7928b35c3e1a13e62f254cea934ea0a79df0beecd8242910bde7c7495f8';

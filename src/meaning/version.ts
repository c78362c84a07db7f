/** Names the models by what is in them: SHA-256, as `models/SHA256SUMS` has them. Vectors of others are of no use. */
export const ENCODER_SHA256 = 'af32a7928b35c3e1a13e62f254cea934ea0a79df0beecd8242910bde7c7495f8';
export const RERANKER_SHA256 = '3ece67221c531a025e6fa7db282716994b834f66ed0f824419585c19241c565e';

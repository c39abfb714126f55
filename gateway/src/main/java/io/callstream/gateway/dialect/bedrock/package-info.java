/**
 * Amazon Bedrock's Converse API, after docs.aws.amazon.com/bedrock/latest/APIReference (API_runtime_Converse, API_runtime_ConverseStream)
 * and the service model of AWS's SDK for Java 2.57.8, read in November 2026; embeddings after docs.aws.amazon.com/bedrock/latest/userguide
 * (model-parameters-titan-embed-text, model-parameters-embed-v3 and -v4), in a stored copy looked up on 2026-11-27.
 */
@NullMarked
package io.callstream.gateway.dialect.bedrock;

import org.jspecify.annotations.NullMarked;

/**
 * Google's Vertex AI: Gemini's and Anthropic's models at its paths, with tokens of Google accounts. Hosts, {@code predict} and
 * {@code embedContent} as in github.com/googleapis/python-genai as of 2026-08-21 (6680718), Claude's paths and hosts as in
 * github.com/anthropics/anthropic-sdk-python as of 2026-08-07 (009b035), both compared on 2026-11-27; {@code embedContent} also after
 * docs.cloud.google.com/vertex-ai/docs/reference/rest, read that day.
 */
@NullMarked
package io.callstream.gateway.dialect.vertex;

import org.jspecify.annotations.NullMarked;

/**
 * Google's Gemini API, version v1beta, after ai.google.dev/api/generate-content, .../caching and .../gemini-api/docs (thinking, function
 * calling, structured output), read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.gemini;

import org.jspecify.annotations.NullMarked;

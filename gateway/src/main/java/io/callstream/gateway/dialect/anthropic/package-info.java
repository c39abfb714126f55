/**
 * Anthropic's Messages API as a provider speaks it: version 2023-06-01, after platform.claude.com/docs/en/api/messages and
 * .../build-with-claude (streaming, extended thinking, structured outputs), read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.anthropic;

import org.jspecify.annotations.NullMarked;

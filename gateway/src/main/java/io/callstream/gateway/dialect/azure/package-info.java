/**
 * Azure's way to OpenAI's API: the same bodies at other paths and with other keys. After learn.microsoft.com/azure/ai-foundry/openai/reference
 * and .../api-version-lifecycle, read in November 2026.
 */
@NullMarked
package io.callstream.gateway.dialect.azure;

import org.jspecify.annotations.NullMarked;

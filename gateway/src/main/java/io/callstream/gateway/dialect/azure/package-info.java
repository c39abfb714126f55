/**
 * Azure's way to OpenAI's API: the same bodies at other paths and with other keys. Paths of deployments as in
 * {@code src/openai/lib/azure.py} of github.com/openai/openai-python as of 2026-08-21 (e43b422), Claude's address and headers as in
 * {@code src/anthropic/lib/foundry.py} of github.com/anthropics/anthropic-sdk-python as of 2026-08-07 (009b035), both compared on
 * 2026-11-27. Of learn.microsoft.com/azure/ai-foundry/foundry-models/concepts/endpoints and the page on the API without versions only
 * parts were read, that day.
 */
@NullMarked
package io.callstream.gateway.dialect.azure;

import org.jspecify.annotations.NullMarked;

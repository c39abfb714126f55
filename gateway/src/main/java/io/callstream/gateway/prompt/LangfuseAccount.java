package io.callstream.gateway.prompt;

import io.callstream.settings.Secret;
import java.net.URI;

/** A project at a Langfuse server. */
public record LangfuseAccount(URI host, String publicKey, Secret secretKey) {}

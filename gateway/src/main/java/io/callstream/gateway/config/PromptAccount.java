package io.callstream.gateway.config;

import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where an entry has its prompt from, as far as it says so itself. */
public record PromptAccount(
        Optional<String> langfusePublicKey,
        Optional<Secret> langfuseSecretKey,
        Optional<URI> langfuseHost,
        Optional<Secret> humanloopApiKey,
        Optional<Path> directory) {
    static final Key<Optional<String>> PUBLIC_KEY =
            Key.text("langfuse_public_key").optional().says("Langfuse project that the prompt is kept in.");
    static final Key<Optional<Secret>> SECRET_KEY =
            Key.secret("langfuse_secret_key").optional().says("Secret key of that project; also as `langfuse_secret`.");
    static final Key<Optional<URI>> HOST =
            Key.address("langfuse_host").optional().says("Langfuse server of that project.");
    static final Key<Optional<Secret>> HUMANLOOP =
            Key.secret("humanloop_api_key").optional().says("Humanloop account that the prompt is kept in.");
    private static final Key<Optional<Secret>> SECRET =
            Key.secret("langfuse_secret").optional().says("As langfuse_secret_key.");
    private static final Key<Optional<Path>> DIRECTORY =
            Key.path("prompt_directory").optional().says("Folder that the prompt's file stands in.");

    static PromptAccount read(Section params) {
        Optional<Secret> secret = params.get(SECRET);
        return new PromptAccount(
                params.get(PUBLIC_KEY),
                params.get(SECRET_KEY).or(() -> secret),
                params.get(HOST),
                params.get(HUMANLOOP),
                params.get(DIRECTORY));
    }
}

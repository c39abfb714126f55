package io.callstream.gateway.prompt;

import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.PromptSource;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The sources of one event loop. Only for that loop. */
public final class PromptSources {
    private static final String VERSION_5 = "/v5";

    private final HttpPrompt.At at;
    private final FilePrompts files;

    /** @param timeoutNanos that a server has to answer */
    public PromptSources(PromptClient client, FilePrompts files, long timeoutNanos) {
        this.at = new HttpPrompt.At(client, timeoutNanos);
        this.files = files;
    }

    /** Without a label and a version it is the one in production, which Langfuse decides. */
    public StoredPrompt langfuse(LangfuseAccount account, Wanted wanted) {
        String pair = account.publicKey() + ":" + account.secretKey().reveal();
        String query = query("version", wanted.version(), "label", wanted.version() == null ? wanted.label() : null);
        URI url = below(account.host(), "/api/public/v2/prompts/" + encoded(wanted.id()) + query);
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new HttpPrompt(
                key(PromptSource.LANGFUSE, account.host().toString(), pair, wanted),
                url,
                new PromptClient.Header("authorization", basic),
                new Answers("Langfuse", wanted.id(), LangfuseForm::read),
                at);
    }

    /** A label is one of Humanloop's environments. */
    public StoredPrompt humanloop(URI base, Secret apiKey, Wanted wanted) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String version = path.endsWith(VERSION_5) || path.endsWith(VERSION_5 + "/") ? "" : VERSION_5;
        String query =
                query("version_id", wanted.version(), "environment", wanted.version() == null ? wanted.label() : null);
        return new HttpPrompt(
                key(PromptSource.HUMANLOOP, base.toString(), apiKey.reveal(), wanted),
                below(base, version + "/prompts/" + encoded(wanted.id()) + query),
                new PromptClient.Header("x-api-key", apiKey.reveal()),
                new Answers("Humanloop", wanted.id(), HumanloopForm::read),
                at);
    }

    public StoredPrompt file(Path directory, Wanted wanted) {
        return files.prompt(key(PromptSource.FILE, directory.toString(), "", wanted), directory, wanted);
    }

    private static PromptKey key(PromptSource source, String place, String credentials, Wanted wanted) {
        String account = credentials.isEmpty() ? "" : KeyHash.of(credentials).hex();
        return new PromptKey(source.word() + " " + place, account, wanted.id(), wanted.label(), wanted.version());
    }

    private static URI below(URI base, String path) {
        String stem = base.getRawPath() == null ? "" : base.getRawPath();
        String start = stem.endsWith("/") ? stem.substring(0, stem.length() - 1) : stem;
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + start + path);
    }

    private static String query(String first, @Nullable String one, String second, @Nullable String other) {
        String query = one == null ? "" : "?" + first + "=" + encoded(one);
        return other == null ? query : query + (query.isEmpty() ? "?" : "&") + second + "=" + encoded(other);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.callstream.gateway.prompt;

import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.PromptSource;
import io.callstream.settings.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The sources of one event loop. Only for that loop. */
public final class PromptSources {
    private static final String VERSION_5 = "/v5";

    private final PromptClient client;
    private final FilePrompts files;
    private final long timeoutNanos;

    /** Hashes of the configuration's credentials: those of every call, and few. */
    private final Map<String, String> hashes = new HashMap<>();

    /** @param timeoutNanos that a server has to answer */
    public PromptSources(PromptClient client, FilePrompts files, long timeoutNanos) {
        this.client = client;
        this.files = files;
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * Without a label and a version it is the one in production, which Langfuse decides.
     *
     * @param ours whether the account is the configuration's
     */
    public StoredPrompt langfuse(LangfuseAccount account, boolean ours, Wanted wanted) {
        String pair = account.publicKey() + ":" + account.secretKey().reveal();
        return new HttpPrompt(
                key(PromptSource.LANGFUSE, account.host().toString(), hash(pair, ours), wanted),
                () -> ask(account.host(), pair, wanted),
                client,
                timeoutNanos);
    }

    private static HttpPrompt.Ask ask(URI host, String pair, Wanted wanted) {
        String query = query(wanted, "version", "label");
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new HttpPrompt.Ask(
                below(host, "/api/public/v2/prompts/" + encoded(wanted.id()) + query),
                new PromptClient.Header("authorization", basic),
                new Answers("Langfuse", wanted.id(), LangfuseForm::read));
    }

    /** A label is one of Humanloop's environments. */
    public StoredPrompt humanloop(URI base, Secret apiKey, boolean ours, Wanted wanted) {
        return new HttpPrompt(
                key(PromptSource.HUMANLOOP, base.toString(), hash(apiKey.reveal(), ours), wanted),
                () -> ask(base, apiKey, wanted),
                client,
                timeoutNanos);
    }

    private static HttpPrompt.Ask ask(URI base, Secret apiKey, Wanted wanted) {
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String version = path.endsWith(VERSION_5) || path.endsWith(VERSION_5 + "/") ? "" : VERSION_5;
        String query = query(wanted, "version_id", "environment");
        return new HttpPrompt.Ask(
                below(base, version + "/prompts/" + encoded(wanted.id()) + query),
                new PromptClient.Header("x-api-key", apiKey.reveal()),
                new Answers("Humanloop", wanted.id(), HumanloopForm::read));
    }

    public StoredPrompt file(Path directory, Wanted wanted) {
        return files.prompt(key(PromptSource.FILE, directory.toString(), "", wanted), directory, wanted);
    }

    /** A prompt that stands in the configuration. */
    public StoredPrompt inline(String text, Wanted wanted) {
        return files.inline(key(PromptSource.FILE, "configuration", hash(text, true), wanted), text, wanted);
    }

    private String hash(String credentials, boolean ours) {
        return ours ? hashes.computeIfAbsent(credentials, PromptSources::hash) : hash(credentials);
    }

    private static String hash(String credentials) {
        return KeyHash.of(credentials).hex();
    }

    private static PromptKey key(PromptSource source, String place, String account, Wanted wanted) {
        return new PromptKey(source.word() + " " + place, account, wanted.id(), wanted.label(), wanted.version());
    }

    private static URI below(URI base, String path) {
        String stem = base.getRawPath() == null ? "" : base.getRawPath();
        String start = stem.endsWith("/") ? stem.substring(0, stem.length() - 1) : stem;
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + start + path);
    }

    /** A version says all: a label goes along with none. */
    private static String query(Wanted wanted, String version, String label) {
        String number = wanted.version();
        String name = wanted.label();
        if (number != null) {
            return "?" + version + "=" + encoded(number);
        }
        return name == null ? "" : "?" + label + "=" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

package io.callstream.gateway.stage.prompt;

import io.callstream.gateway.config.LangfusePrompts;
import io.callstream.gateway.config.PromptAccount;
import io.callstream.gateway.config.PromptEntry;
import io.callstream.gateway.config.PromptSource;
import io.callstream.gateway.config.PromptsConfig;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.prompt.LangfuseAccount;
import io.callstream.gateway.prompt.PromptException;
import io.callstream.gateway.prompt.PromptSources;
import io.callstream.gateway.prompt.StoredPrompt;
import io.callstream.gateway.prompt.Wanted;
import io.callstream.gateway.provider.PromptFields;
import io.callstream.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says with which account a prompt is fetched: the request's own, else that of the entry, else that of the configuration. A
 * key goes only to the server that it came with.
 */
record Accounts(PromptsConfig config, PromptSources sources) {
    /** A prompt at its source, and whether it is kept in an account of the configuration's. */
    record Choice(StoredPrompt prompt, boolean ours) {}

    /** The source that a request means which only brings an account, or of which only one is set up. */
    Optional<PromptSource> usual(PromptRequest request) throws PromptException {
        if (request.ofAccount(PromptFields.LANGFUSE_PUBLIC_KEY) != null || langfuseSecret(request) != null) {
            return Optional.of(PromptSource.LANGFUSE);
        }
        if (request.ofAccount(PromptFields.HUMANLOOP_API_KEY) != null) {
            return Optional.of(PromptSource.HUMANLOOP);
        }
        if (config.langfuse().hasAccount()) {
            return Optional.of(PromptSource.LANGFUSE);
        }
        if (config.humanloop().apiKey().isPresent()) {
            return Optional.of(PromptSource.HUMANLOOP);
        }
        return config.file().map(folder -> PromptSource.FILE);
    }

    Choice choose(PromptSource source, PromptRequest request, List<PromptEntry> entries, Wanted wanted)
            throws PromptException {
        return switch (source) {
            case LANGFUSE -> langfuse(request, entries, wanted);
            case HUMANLOOP -> humanloop(request, entries, wanted);
            case FILE -> new Choice(file(entries, wanted), true);
        };
    }

    /** A text of the configuration comes before the folder, for the prompt that it is the text of. */
    private StoredPrompt file(List<PromptEntry> entries, Wanted wanted) throws PromptException {
        for (PromptEntry entry : entries) {
            if (entry.text().isPresent() && wanted.id().equals(entry.id().orElse(wanted.id()))) {
                return sources.inline(entry.text().get(), wanted);
            }
        }
        return sources.file(folder(entries), wanted);
    }

    private Choice langfuse(PromptRequest request, List<PromptEntry> entries, Wanted wanted) throws PromptException {
        String publicKey = request.ofAccount(PromptFields.LANGFUSE_PUBLIC_KEY);
        String secret = langfuseSecret(request);
        URI named = host(request);
        LangfuseAccount ours = ofConfiguration(entries);
        URI usual = ours == null
                ? first(entries, PromptAccount::langfuseHost)
                        .orElse(config.langfuse().host())
                : ours.host();
        if (publicKey != null || secret != null) {
            LangfuseAccount own = new LangfuseAccount(
                    named == null ? usual : named,
                    present(publicKey, PromptFields.LANGFUSE_PUBLIC_KEY),
                    new Secret(present(secret, PromptFields.LANGFUSE_SECRET_KEY)));
            return new Choice(sources.langfuse(own, false, wanted), false);
        }
        if (named != null && !LangfusePrompts.sameServer(named, usual)) {
            throw PromptRequest.wrong(
                    PromptFields.LANGFUSE_HOST,
                    "langfuse_public_key and langfuse_secret_key with it, which are that server's");
        }
        if (ours == null) {
            throw noAccount(
                    "Langfuse",
                    "langfuse_public_key and langfuse_secret_key, or LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY",
                    PromptFields.LANGFUSE_PUBLIC_KEY);
        }
        return new Choice(sources.langfuse(ours, true, wanted), true);
    }

    /** An entry's keys count together; those of the settings may go to an entry's server, because one file says both. */
    private @Nullable LangfuseAccount ofConfiguration(List<PromptEntry> entries) {
        LangfusePrompts langfuse = config.langfuse();
        URI host = first(entries, PromptAccount::langfuseHost).orElse(langfuse.host());
        Optional<String> publicKey = first(entries, PromptAccount::langfusePublicKey);
        Optional<Secret> secret = first(entries, PromptAccount::langfuseSecretKey);
        if (publicKey.isEmpty() && secret.isEmpty()) {
            publicKey = langfuse.publicKey();
            secret = langfuse.secretKey();
        }
        return publicKey.isEmpty() || secret.isEmpty()
                ? null
                : new LangfuseAccount(host, publicKey.get(), secret.get());
    }

    private @Nullable URI host(PromptRequest request) throws PromptException {
        String text = request.ofAccount(PromptFields.LANGFUSE_HOST);
        if (text == null) {
            return null;
        }
        try {
            URI address = LangfusePrompts.address(text);
            if (config.langfuse().allows(address)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw PromptRequest.wrong(PromptFields.LANGFUSE_HOST, "an address such as https://cloud.langfuse.com");
        }
        throw PromptRequest.wrong(
                PromptFields.LANGFUSE_HOST,
                "the configured server or one of callstream.prompts.langfuse.allowed_hosts, and not another one");
    }

    private Choice humanloop(PromptRequest request, List<PromptEntry> entries, Wanted wanted) throws PromptException {
        URI base = config.humanloop().baseUrl();
        String own = request.ofAccount(PromptFields.HUMANLOOP_API_KEY);
        if (own != null) {
            return new Choice(sources.humanloop(base, new Secret(own), false, wanted), false);
        }
        Optional<Secret> ours = first(entries, PromptAccount::humanloopApiKey)
                .or(() -> config.humanloop().apiKey());
        if (ours.isEmpty()) {
            throw noAccount("Humanloop", "humanloop_api_key, or HUMANLOOP_API_KEY", PromptFields.HUMANLOOP_API_KEY);
        }
        return new Choice(sources.humanloop(base, ours.get(), true, wanted), true);
    }

    private Path folder(List<PromptEntry> entries) throws PromptException {
        Optional<Path> folder = first(entries, PromptAccount::directory).or(config::file);
        if (folder.isEmpty()) {
            throw new PromptException(new CallError(
                    GatewayError.INVALID_REQUEST,
                    "The prompt is kept as a file, and the gateway has no folder of prompts"
                            + " (callstream.prompts.file.directory).",
                    PromptFields.ID));
        }
        return folder.get();
    }

    private static <T> Optional<T> first(List<PromptEntry> entries, Function<PromptAccount, Optional<T>> of) {
        for (PromptEntry entry : entries) {
            Optional<T> said = of.apply(entry.account());
            if (said.isPresent()) {
                return said;
            }
        }
        return Optional.empty();
    }

    private static @Nullable String langfuseSecret(PromptRequest request) throws PromptException {
        String secret = request.ofAccount(PromptFields.LANGFUSE_SECRET_KEY);
        return secret == null ? request.ofAccount(PromptFields.LANGFUSE_SECRET) : secret;
    }

    private static String present(@Nullable String value, String name) throws PromptException {
        if (value == null) {
            throw PromptRequest.wrong(name, "it with the other key of the Langfuse project");
        }
        return value;
    }

    private static PromptException noAccount(String source, String keys, String param) {
        return new PromptException(new CallError(
                GatewayError.INVALID_REQUEST,
                "The prompt is kept at " + source
                        + ", and neither the request nor the configuration has an account for it (" + keys + ").",
                param));
    }
}

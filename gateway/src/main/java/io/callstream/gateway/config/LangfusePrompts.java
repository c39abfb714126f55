package io.callstream.gateway.config;

import io.callstream.settings.Environment;
import io.callstream.settings.HostPort;
import io.callstream.settings.Key;
import io.callstream.settings.Secret;
import io.callstream.settings.Section;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Langfuse as a source of prompts. */
public record LangfusePrompts(
        URI host, Optional<String> publicKey, Optional<Secret> secretKey, List<String> allowedHosts) {
    static final Key<URI> HOST = Key.scalar("host", LangfusePrompts::address)
            .orVariables("LANGFUSE_HOST", "LANGFUSE_BASE_URL")
            .byDefault(URI.create("https://cloud.langfuse.com"), "https://cloud.langfuse.com")
            .says("Langfuse server that prompts are kept at.");
    static final Key<Optional<String>> PUBLIC_KEY = Key.text("public_key")
            .orVariables("LANGFUSE_PUBLIC_KEY")
            .optional()
            .says("Langfuse project that prompts are kept in.");
    static final Key<Optional<Secret>> SECRET_KEY = Key.secret("secret_key")
            .orVariables("LANGFUSE_SECRET_KEY", "LANGFUSE_SECRET")
            .optional()
            .says("Secret key of that project.");
    static final Key<List<String>> ALLOWED_HOSTS = Key.texts("allowed_hosts")
            .expecting(hosts -> hosts.stream().allMatch(LangfusePrompts::isAddress), "names of servers")
            .byDefault(List.of(), "")
            .says(
                    "Langfuse servers that a request may name in langfuse_host, besides the configured one: a name, with a"
                            + " port where only that one is meant, with a scheme where only that one is.");

    public LangfusePrompts {
        allowedHosts = List.copyOf(allowedHosts);
    }

    /** LiteLLM's, in its {@code litellm_settings}. */
    static final class OfLitellm {
        static final Key<Optional<String>> PUBLIC_KEY = Key.text("langfuse_public_key")
                .optional()
                .says("Langfuse project that prompts are kept in, unless callstream.prompts.langfuse names one.");
        static final Key<Optional<Secret>> SECRET_KEY =
                Key.secret("langfuse_secret_key").optional().says("Secret key of that project.");

        private OfLitellm() {}
    }

    /** An account comes from one place: our section, else LiteLLM's, else the environment. */
    static LangfusePrompts read(Section section, Section litellmSettings, Environment environment) {
        Optional<String> publicKey = litellmSettings.get(OfLitellm.PUBLIC_KEY);
        Optional<Secret> secretKey = litellmSettings.get(OfLitellm.SECRET_KEY);
        boolean ours = section.has(PUBLIC_KEY.name()) || section.has(SECRET_KEY.name());
        boolean theirs = !ours && publicKey.isPresent() && secretKey.isPresent();
        return new LangfusePrompts(
                section.get(HOST, environment),
                theirs ? publicKey : section.get(PUBLIC_KEY, environment),
                theirs ? secretKey : section.get(SECRET_KEY, environment),
                section.get(ALLOWED_HOSTS));
    }

    /**
     * An address as people write it for Langfuse; without a scheme it is http's, as in LiteLLM.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static URI address(String text) {
        String whole = text.strip();
        URI address = server(whole.contains("://") ? whole : "http://" + whole);
        String scheme = scheme(address);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("is no address (expected https://host)");
        }
        return address;
    }

    private static URI server(String address) {
        try {
            URI found = new URI(address);
            if (HostPort.of(found).isPresent()) {
                return found;
            }
        } catch (URISyntaxException e) {
            // The same as one without a host; what it holds is not repeated.
        }
        throw new IllegalArgumentException("is no address (expected https://host)");
    }

    private static boolean isAddress(String text) {
        try {
            return !address(text).toString().isEmpty();
        } catch (IllegalArgumentException e) {
            return false; // that is the answer
        }
    }

    /** Whether there is an account for requests that bring none. */
    public boolean hasAccount() {
        return publicKey.isPresent() && secretKey.isPresent();
    }

    /** Whether a request may have its prompt fetched from there, with credentials of its own. */
    public boolean allows(URI address) {
        return address.getRawUserInfo() == null
                && (sameServer(host, address) || allowedHosts.stream().anyMatch(each -> covers(each, address)));
    }

    /** Whether two addresses lead to the same server. */
    public static boolean sameServer(URI one, URI other) {
        return scheme(one).equals(scheme(other))
                && HostPort.of(one).isPresent()
                && name(one).equals(name(other))
                && port(one) == port(other);
    }

    private static boolean covers(String allowed, URI address) {
        URI named = address(allowed);
        int port = HostPort.of(named).map(HostPort::port).orElse(-1);
        boolean anyScheme = !allowed.contains("://");
        return name(named).equals(name(address))
                && (anyScheme || scheme(named).equals(scheme(address)))
                && (port < 0 ? anyScheme || port(named) == port(address) : port == port(address));
    }

    private static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String name(URI address) {
        return HostPort.of(address).map(HostPort::host).orElse("").toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        int port = HostPort.of(address).map(HostPort::port).orElse(-1);
        return port >= 0 ? port : scheme(address).equals("https") ? 443 : 80;
    }
}

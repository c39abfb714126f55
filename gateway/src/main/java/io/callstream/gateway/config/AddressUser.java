package io.callstream.gateway.config;

import io.callstream.settings.HostPort;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * User and password in the address of a provider. They go along as HTTP's header for them, as LiteLLM's HTTP client sends them, and are
 * no part of the address from there on: addresses are shown.
 */
final class AddressUser {
    private static final String HEADER = "authorization";

    private AddressUser() {}

    static URI without(URI address) {
        int end = end(address);
        return end < 0
                ? address
                : URI.create(address.getScheme() + "://" + address.toString().substring(start(address) + end + 1));
    }

    /** With the header, unless the configuration names one. */
    static Map<String, String> headers(URI address, Map<String, String> said) {
        int end = end(address);
        if (end < 0 || said.containsKey(HEADER)) {
            return said;
        }
        String user = decoded(address.getRawAuthority().substring(0, end));
        Map<String, String> all = new HashMap<>(said);
        all.put(HEADER, "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    /** As people may see it: without user, password and query, any of which may hold a credential. */
    static String shown(URI address) {
        String server = HostPort.of(address).map(HostPort::toString).orElse("");
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        return address.getScheme() + "://" + server + path;
    }

    private static int start(URI address) {
        return address.getScheme().length() + "://".length();
    }

    private static int end(URI address) {
        String authority = address.getRawAuthority();
        return authority == null ? -1 : authority.lastIndexOf('@');
    }

    private static String decoded(String raw) {
        String text = raw.indexOf(':') < 0 ? raw + ":" : raw;
        return URI.create("x:" + text).getSchemeSpecificPart();
    }
}

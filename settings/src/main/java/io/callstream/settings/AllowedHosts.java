package io.callstream.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Under which names a service's port answers: a page in somebody's browser must not read it by a name of its own that
 * leads here (DNS rebinding). Addresses, names without a dot such as a container's, and names that no public server gives
 * out are nobody else's; all others have to be configured.
 *
 * @param configured further names, in lower case
 */
public record AllowedHosts(Set<String> configured) {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern OURS = Pattern.compile(".*\\.(localhost|internal|cluster\\.local|svc)");

    public AllowedHosts {
        configured =
                configured.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /** @param host the header's value; a request without one comes from no browser */
    public boolean allow(Optional<String> host) {
        if (host.isEmpty() || host.get().isEmpty()) {
            return true;
        }
        String name = PORT.matcher(host.get().toLowerCase(Locale.ROOT)).replaceFirst("");
        return name.startsWith("[")
                || name.indexOf('.') < 0
                || IPV4.matcher(name).matches()
                || OURS.matcher(name).matches()
                || configured.contains(name);
    }
}

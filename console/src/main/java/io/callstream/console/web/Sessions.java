package io.callstream.console.web;

import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who has shown a key: cookies and what they stand for. They are forgotten with the process. Safe for use by several threads. */
public final class Sessions {
    static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST = 10_000;
    private static final int BYTES = 32;

    private final Map<Secret, Role> keys;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /**
     * @param keys what each key may do; without any, everybody may do everything
     * @param random not to be guessed
     */
    public Sessions(Map<Secret, Role> keys, Clock clock, RandomGenerator random) {
        this.keys = Map.copyOf(keys);
        this.clock = clock;
        this.random = random;
    }

    private record Session(Viewer viewer, Instant until) {}

    /** Whether no key is asked for. */
    public boolean open() {
        return keys.isEmpty();
    }

    /** What a key may do; empty for one that nobody has. */
    public Optional<Role> role(String key) {
        byte[] shown = key.getBytes(StandardCharsets.UTF_8);
        Optional<Role> found = Optional.empty();
        for (Map.Entry<Secret, Role> known : keys.entrySet()) {
            if (MessageDigest.isEqual(known.getKey().reveal().getBytes(StandardCharsets.UTF_8), shown)) {
                found = Optional.of(known.getValue());
            }
        }
        return found;
    }

    /** @return the cookie's value */
    synchronized String begin(Role role) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> session.until().isBefore(now));
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String name = text();
        sessions.put(name, new Session(new Viewer(role, text()), now.plus(LIFE)));
        return name;
    }

    synchronized Optional<Viewer> viewer(String cookie) {
        return Optional.ofNullable(sessions.get(cookie))
                .filter(session -> session.until().isAfter(clock.instant()))
                .map(Session::viewer);
    }

    synchronized void end(String cookie) {
        sessions.remove(cookie);
    }

    private String text() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package io.callstream.cli.config;

import io.callstream.settings.ConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A configuration file as it was when it was last looked at. Whoever looks at it before its first reading misses no change that comes
 * between that and the watch's start. For one thread at a time.
 */
public final class WatchedFile {
    private static final Logger log = LoggerFactory.getLogger(WatchedFile.class);

    private final Path file;
    private final Supplier<String> besides;
    private String content;
    private String other;

    private WatchedFile(Path file, String content, Supplier<String> besides) {
        this.file = file;
        this.content = content;
        this.besides = besides;
        this.other = besides.get();
    }

    /** Looks for the first time. */
    public static WatchedFile of(Path file) {
        return new WatchedFile(file, content(file, ""), () -> "");
    }

    /**
     * The same file, as it was, with something else that it depends on, as that is now.
     *
     * @param besides another text when it has changed
     */
    public WatchedFile and(Supplier<String> besides) {
        return new WatchedFile(file, content, besides);
    }

    /** Whether anything has changed since the last look. */
    boolean changed() {
        String contentBefore = content;
        String otherBefore = other;
        content = content(file, content);
        other = besides.get();
        return !content.equals(contentBefore) || !other.equals(otherBefore);
    }

    /** A file that is being replaced may not be there for a moment. */
    private static String content(Path file, String before) {
        try {
            return ConfigFile.content(file);
        } catch (IOException e) {
            log.debug("the configuration file is not there", e);
            return before;
        }
    }
}

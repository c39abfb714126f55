package io.callstream.cli.gateway;

import io.callstream.gateway.stage.hook.HookCatalogue;
import io.callstream.gateway.stage.hook.HookSource;
import io.callstream.settings.SettingsException;
import io.callstream.sink.runtime.catalogue.PluginFolder;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The request hooks whose jars stand in the folder of plug-ins. They are loaded from copies: whoever writes over a jar would
 * otherwise take classes away from calls that go on with the hooks before.
 */
public final class PluginHooks implements HookSource {
    private static final Logger log = LoggerFactory.getLogger(PluginHooks.class);
    private static final int DEPTH = 2;

    private final Path folder;
    private final Path copies;
    private final AtomicInteger loaded = new AtomicInteger();
    private final long process = ProcessHandle.current().pid();

    /**
     * Names both folders.
     *
     * @param folder with the jars; need not exist
     * @param copies for their copies, and nothing else; what processes left there that are gone goes, too
     */
    public PluginHooks(Path folder, Path copies) {
        this.folder = folder;
        this.copies = copies;
        removeLeft();
    }

    /** A second process that is started on the folder by mistake takes nothing from the first. */
    private void removeLeft() {
        if (!Files.isDirectory(copies)) {
            return;
        }
        try (Stream<Path> left = Files.list(copies)) {
            left.filter(copy -> !inUse(copy.getFileName().toString())).forEach(PluginHooks::delete);
        } catch (IOException | UncheckedIOException e) {
            log.warn("copies of request hooks' jars cannot be listed: folder={} {}", copies, e.toString());
        }
    }

    private boolean inUse(String copy) {
        String owner = copy.substring(0, Math.max(0, copy.indexOf('-')));
        return owner.matches("[0-9]{1,18}")
                && Long.parseLong(owner) != process
                && ProcessHandle.of(Long.parseLong(owner)).isPresent();
    }

    @Override
    public String state() {
        try {
            return jars().stream().map(PluginHooks::facts).collect(Collectors.joining("\n"));
        } catch (SettingsException e) {
            return "cannot be read";
        }
    }

    @Override
    public HookCatalogue load() {
        Path copy = copies.resolve(process + "-" + loaded.incrementAndGet());
        List<ClassLoader> loaders = new ArrayList<>();
        try {
            jars().forEach(jar -> copy(jar, copy));
            ClassLoader ours = PluginHooks.class.getClassLoader();
            ClassLoader together = PluginFolder.over(ours, copy);
            List<ClassLoader> apart = PluginFolder.apart(ours, copy);
            loaders.addAll(apart);
            loaders.add(together);
            return HookCatalogue.of(together, apart).releasing(() -> release(loaders, copy));
        } catch (SettingsException e) {
            release(loaders, copy);
            throw e;
        }
    }

    private List<Path> jars() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SettingsException("plug-in folder " + folder + " cannot be read: " + e);
        }
    }

    private static String facts(Path jar) {
        try {
            BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
            return jar + " " + file.size() + " " + file.lastModifiedTime() + " " + file.fileKey();
        } catch (IOException e) {
            return jar + " cannot be read";
        }
    }

    private void copy(Path jar, Path copy) {
        Path to = copy.resolve(folder.relativize(jar).toString());
        try {
            Files.createDirectories(to.getParent());
            Files.copy(jar, to);
        } catch (IOException e) {
            throw new SettingsException("jar " + jar + " of the plug-in folder cannot be copied to " + to + ": " + e);
        }
    }

    private static void release(List<ClassLoader> loaders, Path copy) {
        for (ClassLoader each : loaders) {
            if (each instanceof Closeable open && each != PluginHooks.class.getClassLoader()) {
                try {
                    open.close();
                } catch (IOException e) {
                    log.warn("jars of request hooks cannot be closed: {}", e.toString());
                }
            }
        }
        delete(copy);
    }

    private static void delete(Path tree) {
        if (!Files.isDirectory(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException | UncheckedIOException e) {
            log.warn("copies of request hooks' jars cannot be removed: folder={} {}", tree, e.toString());
        }
    }
}

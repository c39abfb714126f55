package io.callstream.sink.runtime.catalogue;

import io.callstream.settings.SettingsException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of jars with sinks in them, for people outside this repository. */
public final class PluginFolder {
    private PluginFolder() {}

    /**
     * A loader that sees the folder's jars after the parent.
     *
     * @param folder need not exist
     * @throws SettingsException if it is there and cannot be read
     */
    public static ClassLoader over(ClassLoader parent, Path folder) {
        if (!Files.isDirectory(folder)) {
            return parent;
        }
        URL[] urls = list(folder).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .map(PluginFolder::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, parent);
    }

    /**
     * A loader for each folder in the folder, which sees that one's jars after the parent and none of its neighbours', so
     * that two plug-ins can bring one library in two versions.
     *
     * @param folder need not exist
     * @throws SettingsException if it is there and cannot be read
     */
    public static List<ClassLoader> apart(ClassLoader parent, Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return list(folder).stream()
                .filter(Files::isDirectory)
                .map(own -> over(parent, own))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new SettingsException("plug-in folder " + folder + " cannot be read: " + e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file always has a URL", e);
        }
    }
}

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
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return new URLClassLoader(urls, parent);
        } catch (IOException e) {
            throw new SettingsException("plug-in folder " + folder + " cannot be read: " + e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}

package io.callstream.sink.runtime.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    private final ClassLoader ours = getClass().getClassLoader();

    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereAddsNothing() {
        assertThat(PluginFolder.over(ours, folder.resolve("missing"))).isSameAs(ours);
    }

    @Test
    void aJarWhoseFactoryIsMissingIsToldOfInOneLine() throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("broken.jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/io.callstream.sink.SinkFactory"));
            jar.write("com.example.Missing".getBytes(StandardCharsets.UTF_8));
        }
        ClassLoader loader = PluginFolder.over(ours, folder);
        try (Closeable closed = (Closeable) loader) {
            assertThat(closed).isNotSameAs(ours);
            assertThatThrownBy(() -> SinkCatalogue.of(loader))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("com.example.Missing")
                    .hasMessageContaining("plug-in folder");
        }
    }
}

package io.callstream.sink.runtime.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.settings.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFolderTest {
    private final ClassLoader ours = getClass().getClassLoader();

    private static final String SOURCE = """
            package made;
            import io.callstream.sink.*;
            public final class Made implements SinkFactory<String> {
                public String name() { return "%s"; }
                public String configure(SinkSettings settings) { return ""; }
                public BatchPolicy batching(String config) { return null; }
                public Sink create(String config, SinkContext context) { return null; }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aFolderThatIsNotThereAddsNothing() {
        assertThat(PluginFolder.over(ours, folder.resolve("missing"))).isSameAs(ours);
    }

    @Test
    void plugInsInFoldersOfTheirOwnDoNotMeet() throws IOException {
        plugin("first", "one");
        plugin("second", "two");
        List<ClassLoader> apart = PluginFolder.apart(ours, folder);
        try {
            SinkCatalogue catalogue = SinkCatalogue.of(PluginFolder.over(ours, folder), apart);
            assertThat(catalogue.names())
                    .contains("one", "two")
                    .containsAll(SinkCatalogue.of(ours).names());
            assertThat(catalogue.find("one").getClass().getName())
                    .isEqualTo(catalogue.find("two").getClass().getName());
        } finally {
            for (ClassLoader loader : apart) {
                ((Closeable) loader).close();
            }
        }
    }

    /** A jar in a folder of its own whose classes are called like those of every other one. */
    private void plugin(String name, String sink) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("build-" + name + ".d"));
        Path source = Files.writeString(classes.resolve("Made.java"), SOURCE.formatted(sink));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
        Path own = Files.createDirectories(folder.resolve(name));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(own.resolve("plugin.jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/io.callstream.sink.SinkFactory"));
            jar.write("made.Made".getBytes(StandardCharsets.UTF_8));
            jar.putNextEntry(new JarEntry("made/Made.class"));
            jar.write(Files.readAllBytes(classes.resolve("made/Made.class")));
        }
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

package io.callstream.cli.newsink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A module that was written a moment ago, compiled and tested in this process. */
final class Generated {
    private final Path module;

    private Generated(Path module) {
        this.module = module;
    }

    static Generated in(Path module) {
        return new Generated(module);
    }

    /** Fails unless the module compiles without a warning and all its tests pass. */
    void passesItsTests() throws IOException {
        Path product = compiled("main", "");
        Path tests = compiled("test", product.toString());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        URL[] places = {url(product), url(tests), url(module.resolve("src/main/resources"))};
        try (URLClassLoader loader = new URLClassLoader(places, before)) {
            thread.setContextClassLoader(loader);
            TestExecutionSummary summary = run(tests);
            StringWriter failures = new StringWriter();
            summary.getFailures()
                    .forEach(failure -> failures.append(
                                    failure.getTestIdentifier().getDisplayName())
                            .append(": ")
                            .append(String.valueOf(failure.getException()))
                            .append('\n'));
            assertThat(failures.toString()).isEmpty();
            assertThat(summary.getTestsSucceededCount()).as("tests of the sink").isGreaterThan(12);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The compiled product as a jar in the folder. */
    void packInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("made.jar")))) {
            pack(compiled("main", ""), jar);
            pack(module.resolve("src/main/resources"), jar);
        }
    }

    private static void pack(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
    }

    private static TestExecutionSummary run(Path classes) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClasspathRoots(Set.of(classes)))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    /** @param classPath what the sources see beside this test's class path */
    private Path compiled(String part, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path classes = Files.createDirectories(module.resolve("classes").resolve(part));
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> tree = Files.walk(module.resolve("src").resolve(part))) {
            List<Path> sources =
                    tree.filter(file -> file.toString().endsWith(".java")).toList();
            compiler.getTask(
                            said,
                            files,
                            null,
                            options(classes, classPath),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        assertThat(said.toString()).as("what the compiler said").isEmpty();
        return classes;
    }

    private static List<String> options(Path classes, String classPath) {
        return List.of(
                "--release",
                "17",
                "-proc:none",
                "-Xlint:all,-classfile,-path",
                "-classpath",
                System.getProperty("java.class.path") + File.pathSeparator + classPath,
                "-d",
                classes.toString());
    }

    private static URL url(Path folder) throws IOException {
        return folder.toUri().toURL();
    }
}

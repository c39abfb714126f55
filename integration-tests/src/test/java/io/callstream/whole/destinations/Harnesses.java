package io.callstream.whole.destinations;

import io.callstream.sink.SinkFactory;
import io.callstream.sink.testkit.SinkContractTest;
import io.callstream.sink.testkit.SinkHarness;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds the contract test of every sink on the class path, beside its factory, and takes its harness. */
public final class Harnesses {
    private static final String SUFFIX = "ContractTest.class";

    private Harnesses() {}

    /** A harness for each sink, by its name; of several forms of a sink the one whose test has the plainest name. */
    public static Map<String, SinkHarness<?>> all() throws Exception {
        Map<String, SinkHarness<?>> harnesses = new TreeMap<>();
        for (SinkFactory<?> factory : ServiceLoader.load(SinkFactory.class)) {
            for (String name : contractTests(factory.getClass())) {
                Class<?> test = Class.forName(name);
                if (!SinkContractTest.class.isAssignableFrom(test)) {
                    continue; // it is about alerts
                }
                SinkHarness<?> harness = harness(test);
                if (harnesses.putIfAbsent(harness.factory().name(), harness) != null) {
                    harness.close();
                }
            }
            if (!harnesses.containsKey(factory.name())) {
                throw new AssertionError("sink '" + factory.name() + "' has no contract test on the class path");
            }
        }
        return harnesses;
    }

    private static SinkHarness<?> harness(Class<?> test) throws ReflectiveOperationException {
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method making = making(test);
        making.setAccessible(true);
        return (SinkHarness<?>) making.invoke(constructor.newInstance());
    }

    /** Where the contract's class or one above it says so; which one is the kit's own affair. */
    private static Method making(Class<?> test) throws NoSuchMethodException {
        for (Class<?> type = test; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals("newHarness")) {
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(test.getName() + " has no newHarness()");
    }

    private static List<String> contractTests(Class<?> factory) throws IOException, URISyntaxException {
        String folder = factory.getPackageName().replace('.', '/');
        List<String> names = new ArrayList<>();
        Enumeration<URL> places = factory.getClassLoader().getResources(folder);
        while (places.hasMoreElements()) {
            for (String file : files(places.nextElement().toURI())) {
                if (file.endsWith(SUFFIX)) {
                    names.add(factory.getPackageName() + "." + file.substring(0, file.length() - ".class".length()));
                }
            }
        }
        // "WebhookSinkContractTest" before "WebhookLinesContractTest".
        names.sort(Comparator.comparing((String name) -> !name.endsWith("SinkContractTest"))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }

    private static List<String> files(URI folder) throws IOException {
        if (!folder.getScheme().equals("jar")) {
            return names(Path.of(folder));
        }
        try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
            return names(jar.provider().getPath(folder));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}

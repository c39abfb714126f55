package io.callstream.testing.docs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What jars of others are compiled against, written down in a file: a line that goes or changes breaks somebody's code. With
 * {@code -Dgolden.update=true} the file is written anew.
 */
public final class Signatures {
    private static final Path SOURCES = Path.of("src", "main", "java");

    private Signatures() {}

    /**
     * Compares all public types under a package of the module that the test runs in.
     *
     * @param golden the file
     * @throws AssertionError naming what is not as it was
     */
    public static void check(String inPackage, Path golden) {
        GeneratedPage.check(
                golden, types(inPackage).flatMap(Signatures::lines).collect(Collectors.joining("\n", "", "\n")));
    }

    private static Stream<Class<?>> types(String inPackage) {
        Path folder = SOURCES.resolve(inPackage.replace('.', File.separatorChar));
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> SOURCES.relativize(file).toString())
                    .filter(file -> file.endsWith(".java") && !file.endsWith("package-info.java"))
                    .map(file -> file.replaceAll("\\.java$", "").replace(File.separatorChar, '.'))
                    .sorted()
                    .toList()
                    .stream()
                    .flatMap(name -> withNested(load(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " has a source and no class", e);
        }
    }

    private static Stream<Class<?>> withNested(Class<?> type) {
        if (!shown(type.getModifiers())) {
            return Stream.empty();
        }
        Stream<Class<?>> nested = Arrays.stream(type.getDeclaredClasses())
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(Signatures::withNested);
        return Stream.concat(Stream.of(type), nested);
    }

    private static Stream<String> lines(Class<?> type) {
        Stream<String> members = Stream.<Member[]>of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(member -> shown(member.getModifiers()) && !member.isSynthetic())
                .map(Signatures::text)
                .sorted()
                .map(text -> "  " + text);
        return Stream.concat(Stream.of(type.toGenericString()), members);
    }

    private static boolean shown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String text(Member member) {
        if (member instanceof Field field) {
            return field.toGenericString();
        }
        Executable executable = (Executable) member;
        return executable instanceof Method method
                ? method.toGenericString()
                : ((Constructor<?>) executable).toGenericString();
    }
}

package io.callstream.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Every class of the product, without its tests. */
final class Product {
    /** Reading them takes seconds, and they never change. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(Product::ours)
            .importPackages("io.callstream");

    private Product() {}

    static JavaClasses classes() {
        return CLASSES;
    }

    private static boolean ours(Location location) {
        return !location.contains("/architecture-tests/");
    }
}

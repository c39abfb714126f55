package io.callstream.events.column;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Makes up a record type, and what may have become of it in a later version. */
final class RandomSchemas {
    private static final int DEEPEST = 3;

    private final Random random;
    private int names;

    RandomSchemas(Random random) {
        this.random = random;
    }

    /** A record of up to eight fields of any type. */
    Schema record(int depth) {
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            fields.add(new Schema.Field("f" + names++, type(depth + 1)));
        }
        return Schema.createRecord("R" + names++, null, "test", false, fields);
    }

    private Schema type(int depth) {
        int kinds = depth < DEEPEST ? 14 : 10;
        return switch (random.nextInt(kinds)) {
            case 0 -> Schema.create(Schema.Type.BOOLEAN);
            case 1 -> Schema.create(Schema.Type.INT);
            case 2 -> Schema.create(Schema.Type.LONG);
            case 3 -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case 4 -> Schema.create(Schema.Type.FLOAT);
            case 5 -> Schema.create(Schema.Type.DOUBLE);
            case 6 -> Schema.create(Schema.Type.STRING);
            case 7 -> Schema.create(Schema.Type.BYTES);
            case 8 -> Schema.createEnum("E" + names++, null, "test", List.of("A", "B", "C"), "A");
            case 9 -> Schema.createFixed("X" + names++, null, "test", 1 + random.nextInt(9));
            case 10 -> nullable(type(DEEPEST));
            case 11 -> Schema.createArray(type(depth + 1));
            case 12 -> Schema.createMap(type(depth + 1));
            default -> random.nextBoolean() ? record(depth + 1) : union();
        };
    }

    private static Schema nullable(Schema type) {
        return type.isUnion() ? type : Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    private static Schema union() {
        return Schema.createUnion(
                Schema.create(Schema.Type.NULL),
                Schema.create(Schema.Type.LONG),
                Schema.create(Schema.Type.STRING),
                Schema.createArray(Schema.create(Schema.Type.INT)));
    }

    /** The record as another version has it: fewer fields, more of them, wider ones, in another order. */
    Schema evolved(Schema record) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : record.getFields()) {
            if (random.nextInt(5) > 0) {
                Schema.Field kept = new Schema.Field(field.name() + "x", evolvedType(field.schema()));
                kept.addAlias(field.name());
                fields.add(random.nextInt(6) == 0 ? kept : new Schema.Field(field.name(), evolvedType(field.schema())));
            }
        }
        fields.add(added());
        Collections.shuffle(fields, random);
        return Schema.createRecord(record.getName(), null, record.getNamespace(), false, fields);
    }

    private Schema.Field added() {
        return switch (random.nextInt(4)) {
            case 0 ->
                new Schema.Field(
                        "a" + names++,
                        nullable(Schema.create(Schema.Type.STRING)),
                        null,
                        Schema.Field.NULL_DEFAULT_VALUE);
            case 1 -> new Schema.Field("a" + names++, Schema.create(Schema.Type.LONG), null, 42L);
            case 2 -> new Schema.Field("a" + names++, Schema.create(Schema.Type.STRING), null, "none");
            default ->
                new Schema.Field(
                        "a" + names++, Schema.createArray(Schema.create(Schema.Type.STRING)), null, List.of("x"));
        };
    }

    private Schema evolvedType(Schema type) {
        if (random.nextInt(4) == 0 && !type.isUnion()) {
            return nullable(evolvedType(type));
        }
        return switch (type.getType()) {
            case INT -> oneOf(type, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);
            case LONG -> oneOf(type, Schema.Type.FLOAT, Schema.Type.DOUBLE);
            case FLOAT -> oneOf(type, Schema.Type.DOUBLE);
            case STRING -> oneOf(type, Schema.Type.BYTES);
            case BYTES -> oneOf(type, Schema.Type.STRING);
            case ENUM -> Schema.createEnum(type.getName(), null, type.getNamespace(), List.of("C", "A"), "A");
            case ARRAY -> Schema.createArray(evolvedType(type.getElementType()));
            case MAP -> Schema.createMap(evolvedType(type.getValueType()));
            case RECORD -> evolved(type);
            default -> type;
        };
    }

    private Schema oneOf(Schema same, Schema.Type... wider) {
        int choice = random.nextInt(wider.length + 1);
        return choice == wider.length ? same : Schema.create(wider[choice]);
    }
}

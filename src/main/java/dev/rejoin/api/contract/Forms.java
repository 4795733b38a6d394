package dev.rejoin.api.contract;

import dev.rejoin.api.resource.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** The schemas of values, in the forms in which this API writes them. */
final class Forms {
    static final String DECIMAL_PATTERN = "^-?[0-9]+(\\.[0-9]+)?$";

    private Forms() {}

    static Schema of(ScalarType type) {
        return switch (type) {
            case TEXT -> text();
            case UUID -> text().format("uuid");
            case INTEGER ->
                OASFactory.createSchema().addType(SchemaType.INTEGER).format("int64");
            case DECIMAL -> text().format("decimal").pattern(DECIMAL_PATTERN);
            case BOOLEAN -> OASFactory.createSchema().addType(SchemaType.BOOLEAN);
            case DATE -> text().format("date");
            case INSTANT -> text().format("date-time");
            case JSON -> OASFactory.createSchema();
        };
    }

    static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }

    static Schema integer() {
        return of(ScalarType.INTEGER);
    }

    static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    static Schema array(Schema items) {
        return OASFactory.createSchema().addType(SchemaType.ARRAY).items(items);
    }

    static Schema among(List<String> values) {
        return text().enumeration(new ArrayList<>(values));
    }

    static Schema named(String component) {
        return OASFactory.createSchema().ref("#/components/schemas/" + component);
    }

    /** Lets a schema's values be null, too. */
    static Schema nullable(Schema schema) {
        if (schema.getRef() != null) {
            var nullable = OASFactory.createSchema()
                    .description(schema.getDescription())
                    .addAnyOf(named(componentOf(schema)))
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
            return nullable;
        }
        if (schema.getType() != null && !schema.getType().contains(SchemaType.NULL)) {
            schema.addType(SchemaType.NULL);
            if (schema.getEnumeration() != null) {
                var values = new ArrayList<>(schema.getEnumeration());
                values.add(null);
                schema.setEnumeration(values);
            }
        }
        return schema;
    }

    static String componentOf(Schema reference) {
        return reference.getRef().substring(reference.getRef().lastIndexOf('/') + 1);
    }

    /** Adds a property that is always there. */
    static void require(Schema object, String name, Schema property) {
        object.addProperty(name, property);
        object.addRequired(name);
    }
}

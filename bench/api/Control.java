package api;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * What one writes by hand in an afternoon: Vert.x, JDBC, one statement an answer, and JSON written column by column. It
 * knows no keys, roles, filters, ETags, history or limits: the floor of what such an answer costs.
 */
public class Control {
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();
    private static final String MEMBER = """
            select m.id, m.legacy_id, m.person_id, m.organization_id, m.member_number, m.job_title, m.status, m.joined_on,
                   m.left_on, p.full_name, p.email, m.version, m.created_at, m.updated_at
            """;
    private static final String MEMBERS = MEMBER + "from member m join person p on p.id = m.person_id ";
    private static final String EMBEDDED = MEMBER + """
                   , p.id "person.id", p.legacy_id "person.legacy_id", p.given_name "person.given_name",
                   p.family_name "person.family_name", p.email "person.email", p.phone "person.phone",
                   p.language "person.language", p.born_on "person.born_on", p.full_name "person.full_name",
                   p.version "person.version", p.created_at "person.created_at", p.updated_at "person.updated_at",
                   o.id "organization.id", o.legacy_id "organization.legacy_id", o.name "organization.name",
                   o.legal_name "organization.legal_name", o.registration_number "organization.registration_number",
                   o.status "organization.status", o.industry "organization.industry", o.website "organization.website",
                   o.email "organization.email", o.phone "organization.phone", o.street "organization.street",
                   o.postal_code "organization.postal_code", o.city "organization.city", o.region "organization.region",
                   o.country "organization.country", o.joined_on "organization.joined_on",
                   o.closed_on "organization.closed_on", o.version "organization.version",
                   o.created_at "organization.created_at", o.updated_at "organization.updated_at"
              from member m join person p on p.id = m.person_id join organization o on o.id = m.organization_id
             where m.status = 'ACTIVE' order by m.joined_on desc, m.id desc limit 50
            """;
    private static final String INVOICE = """
            select i.id, i.legacy_id, i.number, i.organization_id, i.status, i.issued_on, i.due_on, i.currency, i.notes,
                   i.version, i.created_at, i.updated_at, l.lines
              from invoice i, lateral (
                   select json_agg(json_build_object('id', l.id, 'legacy_id', l.legacy_id, 'invoice_id', l.invoice_id,
                              'position', l.position, 'description', l.description, 'quantity', l.quantity::text,
                              'unit_price', l.unit_price::text, 'tax_rate', l.tax_rate::text, 'version', l.version)
                              order by l.position) as lines
                     from invoice_line l where l.invoice_id = i.id) l
             where i.id = ?
            """;

    private final AgroalDataSource pool;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    private Control(AgroalDataSource pool) {
        this.pool = pool;
    }

    public static void main(String[] arguments) throws Exception {
        var pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(connections -> connections
                        .maxSize(16)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(arguments[0])
                                .principal(new NamePrincipal(arguments[1]))
                                .credential(new SimplePassword(arguments[2])))));
        var control = new Control(pool);
        var server = Vertx.vertx().createHttpServer().requestHandler(control::handle);
        server.listen(0, "127.0.0.1").onSuccess(up -> System.out.println("listening on " + up.actualPort()));
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> threads.execute(() -> {
            try (var connection = pool.getConnection()) {
                var answer = answer(request, body, connection);
                request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(answer));
            } catch (SQLException | IOException e) {
                request.response().setStatusCode(500).end(String.valueOf(e.getMessage()));
            }
        }));
    }

    private byte[] answer(HttpServerRequest request, Buffer body, Connection connection)
            throws SQLException, IOException {
        var path = request.path();
        if (path.startsWith("/v1/invoices/")) {
            return one(connection, INVOICE, UUID.fromString(path.substring("/v1/invoices/".length())));
        } else if (path.startsWith("/v1/members/")) {
            var id = UUID.fromString(path.substring("/v1/members/".length()));
            if (request.method().name().equals("PATCH")) {
                var title = body.toJsonObject().getString("job_title");
                try (var update = connection.prepareStatement(
                        "update member set job_title = ?, version = version + 1, updated_at = now() where id = ?")) {
                    update.setString(1, title);
                    update.setObject(2, id);
                    update.executeUpdate();
                }
            }
            return one(connection, MEMBERS + "where m.id = ?", id);
        } else if (request.getParam("expand") != null) {
            return page(connection, EMBEDDED);
        } else if (request.getParam("sort") != null) {
            return page(connection, MEMBERS + "where m.status = 'ACTIVE' order by m.joined_on desc, m.id desc limit 50");
        }
        return page(connection, MEMBERS + "order by m.id limit 500");
    }

    private static byte[] one(Connection connection, String sql, UUID id) throws SQLException, IOException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, id);
            try (var found = statement.executeQuery()) {
                found.next();
                var bytes = new ByteArrayOutputStream(1024);
                try (var json = JSON.createGenerator(bytes)) {
                    write(json, found);
                }
                return bytes.toByteArray();
            }
        }
    }

    private static byte[] page(Connection connection, String sql) throws SQLException, IOException {
        try (var statement = connection.prepareStatement(sql);
                var found = statement.executeQuery()) {
            var bytes = new ByteArrayOutputStream(64 * 1024);
            try (var json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeArrayFieldStart("results");
                while (found.next()) {
                    write(json, found);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            return bytes.toByteArray();
        }
    }

    /** A column called {@code person.name} becomes a field of an object {@code person}. */
    private static void write(JsonGenerator json, ResultSet found) throws SQLException, IOException {
        var columns = found.getMetaData();
        var within = "";
        json.writeStartObject();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            var name = columns.getColumnLabel(i);
            var dot = name.indexOf('.');
            var object = dot < 0 ? "" : name.substring(0, dot);
            if (!object.equals(within)) {
                if (!within.isEmpty()) {
                    json.writeEndObject();
                }
                if (!object.isEmpty()) {
                    json.writeObjectFieldStart(object);
                }
                within = object;
            }
            json.writeFieldName(name.substring(dot + 1));
            var text = found.getString(i);
            if (text == null) {
                json.writeNull();
            } else if (columns.getColumnType(i) == Types.BIGINT || columns.getColumnTypeName(i).equals("json")) {
                json.writeRawValue(text);
            } else {
                json.writeString(text);
            }
        }
        if (!within.isEmpty()) {
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}

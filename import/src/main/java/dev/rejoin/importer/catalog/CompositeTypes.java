package dev.rejoin.importer.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Which texts of a composite type mean one thing: that is a matter of each of its fields, and of whatever these hold. */
record CompositeTypes(Connection connection) {

    private record Type(
            String kind, String name, long below, long element, long relation, String bounds, boolean multirange) {}

    /**
     * @param type its oid
     * @param each whether it is the type of an array's elements
     */
    Optional<OnlyForm> form(long type, boolean each) throws SQLException {
        var form = form(type);
        return each ? form.map(OnlyForm::ofElements) : form;
    }

    private Optional<OnlyForm> form(long oid) throws SQLException {
        var type = read(
                        """
                select t.typtype, format_type(t.oid, null), t.typbasetype::bigint,
                       case when exists (select from pg_type one where one.typarray = t.oid) then t.typelem::bigint else 0 end,
                       t.typrelid::bigint, format_type(r.rngsubtype, null), coalesce(r.rngmultitypid = t.oid, false)
                from pg_type t left join pg_range r on t.oid in (r.rngtypid, r.rngmultitypid)
                where t.oid = ?
                """,
                        oid,
                        row -> new Type(
                                row.getString(1),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                row.getLong(5),
                                row.getString(6),
                                row.getBoolean(7)))
                .getFirst();
        if (type.below != 0) {
            return form(type.below);
        }
        if (type.element != 0) {
            return form(type.element).map(OnlyForm::ofElements);
        }
        return type.kind.equals("c")
                ? ofFields(type.relation)
                : OnlyForm.within(type.name, type.bounds, type.multirange);
    }

    private Optional<OnlyForm> ofFields(long relation) throws SQLException {
        var types = read(
                "select atttypid::bigint from pg_attribute where attrelid = ? and attnum > 0 and not attisdropped order by attnum",
                relation,
                row -> row.getLong(1));
        var forms = new TreeMap<Integer, OnlyForm>();
        for (int i = 0; i < types.size(); i++) {
            int number = i + 1;
            form(types.get(i)).ifPresent(form -> forms.put(number, form));
        }
        return OnlyForm.ofFields(forms);
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> read(String sql, long oid, RowReader<T> each) throws SQLException {
        var found = new ArrayList<T>();
        try (var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, oid);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(each.read(rows));
                }
            }
        }
        return found;
    }
}

-- Whoever searches by meaning looks through the signs of all vectors of a model. The table gives them away only with what
-- stands beside them: PostgreSQL moves components out of rows of more than 2 kB, whatever the table's toast_tuple_target, and
-- 384 of them, as the model of onnx/ makes, stay in. So an index has the signs, and the table is not read.
create index search_vector_signs_idx on search_vector (model, resource) include (id, signs);
drop index search_vector_model_idx;

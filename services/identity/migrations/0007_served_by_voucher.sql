ALTER TABLE "served_person" DROP CONSTRAINT "served_person_person_id_person_id_fk";

# $1: place, look or delete; $2: the folder; $3: days. Works from inside the folder, so nobody can replace it midway.
# It follows no symbolic link into or out of the folder, enters no other filesystem, and touches only files.
cd -P -- "$2"
if test "$(pwd -P)" != "$2"; then
  echo "a symbolic link leads to $(pwd -P)" >&2
  exit 3
fi
case "$1" in
  place) ;;
  look) find . -xdev -type f -mtime "+$3" -print -quit ;;
  delete) find . -xdev -type f -mtime "+$3" -delete ;;
esac
